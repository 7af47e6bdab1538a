// Which pages may talk to the embed: origins, spelled as in a frame-ancestors directive.

/** True where one of the sources ("https://host", "https://*.host", "http://host:8211") stands for the origin. */
export function isAllowed(origin: string, sources: readonly string[]): boolean {
  const asked = parsed(origin);
  return asked !== undefined && sources.some((source) => matches(asked, source));
}

function matches(asked: URL, source: string): boolean {
  const [scheme = "", rest = ""] = source.split("://");
  if (!rest.startsWith("*.")) return parsed(source)?.origin === asked.origin;
  // A placeholder host makes a URL of it, so that default ports are told alike.
  const pattern = parsed(`${scheme}://any.${rest.slice(2)}`);
  if (pattern?.protocol !== asked.protocol || pattern.port !== asked.port) return false;
  return asked.hostname.endsWith(`.${pattern.hostname.slice("any.".length)}`);
}

/** An http or https URL; undefined for anything else, the "null" origin of sandboxed frames and files included. */
function parsed(text: string): URL | undefined {
  if (!/^https?:\/\/[^/?#]+$/.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
