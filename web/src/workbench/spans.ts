// The engine counts in bytes of UTF-8, editors in UTF-16 units.

/** Turns byte places of one text into places of its UTF-16 units; one inside a letter is that letter's place. */
export function placesIn(text: string): (bytes: number) => number {
  const starts: number[] = [];
  let unit = 0;
  for (const letter of text) {
    for (let i = 0; i < utf8Length(letter.codePointAt(0)!); i++) starts.push(unit);
    unit += letter.length;
  }
  return (bytes) => starts[bytes] ?? text.length;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
