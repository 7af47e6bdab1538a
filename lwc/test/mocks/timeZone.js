export default "Europe/Berlin";
