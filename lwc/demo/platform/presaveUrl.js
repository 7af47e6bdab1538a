export default "presave";
