export default "USD";
