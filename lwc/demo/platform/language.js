// @salesforce/i18n/lang outside the platform: ?language=de in the page's address, else English.
export default new URLSearchParams(location.search).get("language") ?? "en-US";
