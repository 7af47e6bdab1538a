// Light or dark. Left alone a page follows the system; in a frame it must look like the page around it, which may not.

/** Which of the two a page is; "system" asks the system. */
export type Theme = "light" | "dark" | "system";

/** The theme that somebody asks for; what is none stands for `otherwise`. */
export function themeIn(asked: unknown, otherwise: Theme): Theme {
  return asked === "light" || asked === "dark" || asked === "system" ? asked : otherwise;
}

/** Puts the page into a theme; theme.css has the colours. */
export function wear(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
