// The last page of a sign-in: tells the page that opened this window that the user has approved the app, and goes. Where
// the login pages have cut the tie between the windows, the words on this page say what to do.

if (window.opener) {
  window.opener.postMessage({ type: "presave.approved" }, location.origin);
  window.close();
}
