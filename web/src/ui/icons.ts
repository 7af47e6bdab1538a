// The three icons of the app, from the Lightning Design System, each its own small file.
import errorSvg from "@salesforce-ux/design-system/assets/icons/utility/error.svg?raw";
import infoSvg from "@salesforce-ux/design-system/assets/icons/utility/info.svg?raw";
import successSvg from "@salesforce-ux/design-system/assets/icons/utility/success.svg?raw";

const SOURCES = { error: errorSvg, info: infoSvg, success: successSvg };

/** An icon that only decorates: the text beside it says the same. */
export function icon(name: keyof typeof SOURCES): SVGElement {
  const parsed = new DOMParser().parseFromString(SOURCES[name], "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGElement;
  svg.setAttribute("class", "app-icon");
  svg.setAttribute("aria-hidden", "true");
  return svg;
}
