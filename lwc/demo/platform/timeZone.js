// @salesforce/i18n/timeZone outside the platform: the browser's zone stands for the user's.
export default Intl.DateTimeFormat().resolvedOptions().timeZone;
