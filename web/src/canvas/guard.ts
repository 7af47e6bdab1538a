// Who may speak to this page: only the window that frames it, and only from the origin that the signed
// request names. The Canvas SDK itself accepts messages from anywhere, so this stands in front of it.

/** Drops every other message before any later listener sees it. Install it before the SDK is loaded. */
export function guardMessages(targetOrigin: string): void {
  const allowed = new URL(targetOrigin).origin;
  const guard = (event: MessageEvent): void => {
    if (event.source !== window.parent || event.origin !== allowed) event.stopImmediatePropagation();
  };
  window.addEventListener("message", guard, { capture: true });
}
