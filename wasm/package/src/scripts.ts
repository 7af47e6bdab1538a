// The files beside a classic script: where they lie, and how they are run.

/** The address of a file in the same folder as `script`. */
export function beside(script: string | undefined, file: string): string | undefined {
  return script ? new URL(file, script).href : undefined;
}

/** Runs a script in the page. */
export function runInPage(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("the script could not be loaded"));
    document.head.append(script);
  });
}
