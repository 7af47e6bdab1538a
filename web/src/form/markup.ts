// What HYPERLINK, IMAGE and BR put into a text: read as the text a person would see. Nothing here becomes HTML,
// so a formula cannot bring a script, an address or a picture into the page.

// Their exact spelling, so that other text with angle brackets stays as it is.
const IMAGE = /<img src="[^"<>]*" alt="([^"<>]*)"(?: style="[^"<>]*")? border="0"\/>/g;
const LINK = /<a href="[^"<>]*" target="[^"<>]*">([^<>]*)<\/a>/g;
const BREAK = /<br>/g;

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#039;": "'" };
const ENTITY = /&(?:amp|lt|gt|quot|#039);/g;

/** The text with labels in place of links, descriptions in place of pictures, and line breaks. */
export function textOfMarkup(text: string): string {
  // Pictures first: they may stand inside links. What they leave is still encoded, so it holds no tag of its own.
  const label = (_: string, encoded: string): string => encoded;
  const shown = text.replace(IMAGE, label).replace(LINK, label).replace(BREAK, "\n");
  return shown === text ? text : shown.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity);
}
