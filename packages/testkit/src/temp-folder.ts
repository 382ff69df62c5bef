import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TempFolder {
  path: string;
  remove(): void;
}

/** Makes an empty folder in the system's temporary one, named `calypso-<name>-…`. */
export function tempFolder(name: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `calypso-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
