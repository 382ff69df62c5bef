import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, without a trailing slash. */
export const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** A path in the folder for logs, reports and screenshots, which git ignores. */
export const testResults = (...path: string[]): string => join(root, ".test-results", ...path);
