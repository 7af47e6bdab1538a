// A feature gate that is closed.
export default { isOpen: () => false };
