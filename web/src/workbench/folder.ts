// A folder that was dropped or chosen: the files in it that can say something of an org's rules, read within bounds.
import type { SourceFile } from "./workshop.js";

/** Folders that hold no rules, and often very much else. */
const SKIPPED_FOLDERS = new Set([
  "node_modules", ".git", ".sf", ".sfdx", "staticresources", "lwc", "aura", "classes", "triggers", "pages", "components",
]);
/** Endings of what holds no rules inside the other folders. */
const SKIPPED_ENDINGS = /\.(?:js|ts|css|html|png|jpe?g|gif|svg|zip|pdf|cls|trigger|page|resource|md)$/i;
const TEST_FILE = /(?:^|\/)rule-tests\/(.+\.(?:ya?ml|json))$/;

/** Most files, and bytes of all of them together, that are read. */
const MOST_FILES = 20_000;
const MOST_BYTES = 128 * 1024 * 1024;

/** A file and where it lies in the folder. */
interface Found {
  path: string;
  file: File;
}

/** What a folder holds: the org's source, and its rule tests. */
export interface Folder {
  name: string;
  source: SourceFile[];
  tests: SourceFile[];
}

/** More files or bytes than the bench takes; `what` is the bound. */
export class FolderTooLarge extends Error {}

/** Reads the files of a chosen folder. */
export function readChosen(files: Iterable<File>): Promise<Folder> {
  // Without the folder's own name: its files are the org's.
  const found = [...files].map((file) => ({ path: file.webkitRelativePath.split("/").slice(1).join("/"), file }));
  return read([...files][0]?.webkitRelativePath.split("/")[0] ?? "", found);
}

/** Reads a dropped folder. */
export async function readDropped(entry: FileSystemDirectoryEntry): Promise<Folder> {
  const found: Found[] = [];
  await collect(entry, "", found);
  return read(entry.name, found);
}

async function collect(folder: FileSystemDirectoryEntry, path: string, found: Found[]): Promise<void> {
  const reader = folder.createReader();
  // A reader gives its entries in portions; an empty one is the end.
  for (let portion = await entriesOf(reader); portion.length > 0; portion = await entriesOf(reader)) {
    for (const entry of portion) {
      const place = path + entry.name;
      if (entry.isDirectory) {
        if (!SKIPPED_FOLDERS.has(entry.name)) await collect(entry as FileSystemDirectoryEntry, `${place}/`, found);
      } else if (isWanted(place)) {
        found.push({ path: place, file: await fileOf(entry as FileSystemFileEntry) });
        if (found.length > MOST_FILES) throw new FolderTooLarge(`${MOST_FILES} files`);
      }
    }
  }
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function read(name: string, found: readonly Found[]): Promise<Folder> {
  const wanted = found.filter(({ path }) => isWanted(path));
  if (wanted.length > MOST_FILES) throw new FolderTooLarge(`${MOST_FILES} files`);
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > MOST_BYTES) throw new FolderTooLarge(`${MOST_BYTES} bytes`);
  const files = await Promise.all(wanted.map(async ({ path, file }) => ({ path, content: new Uint8Array(await file.arrayBuffer()) })));
  const tests = files.flatMap(({ path, content }) => {
    const [, inFolder] = TEST_FILE.exec(path) ?? [];
    return inFolder ? [{ path: inFolder, content }] : [];
  });
  return { name, source: files.filter(({ path }) => !TEST_FILE.test(path)), tests };
}

function isWanted(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return !folders.some((name) => SKIPPED_FOLDERS.has(name)) && !SKIPPED_ENDINGS.test(path);
}
