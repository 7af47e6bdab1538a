export default "presaveRules.json";
