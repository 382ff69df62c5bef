import { readFileSync } from "node:fs";
import { RelayError } from "../errors.ts";

/** JSON of a file, or of standard input for `-`. Errors don't quote it: it may contain secrets. @throws {RelayError} */
export function readJsonFile(path: string): unknown {
  const source = path === "-" ? "standard input" : path;
  let text: string;
  try {
    text = readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (cause) {
    throw new RelayError("unreadable_input", `${source} can't be read.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RelayError("invalid_input", `${source} must be JSON.`);
  }
}
