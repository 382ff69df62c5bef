/** What the structure check lets pass, each with its reason. */

/** Files that aren't named after an export. */
export const unnamedFiles: readonly { files: RegExp; why: string }[] = [
  { files: /(^|\/)index\.[mc]?tsx?$/, why: "lists what its folder exports" },
  { files: /\.(test|bench|measure|stories)\.[mc]?tsx?$/, why: "exports nothing, or its default to a runner" },
  { files: /^tools\/check\/structure-exceptions\.ts$/, why: "three lists of one check" },
  { files: /\.d\.[mc]?ts$/, why: "declarations" },
  { files: /\.config\.[mc]?ts$|(^|\/)medusa-config\.ts$/, why: "a tool's configuration, whose name the tool fixes" },
  { files: /(^|\/)(global-setup|setup)\.ts$/, why: "vitest calls its default or its setup" },
  { files: /\/src\/api\/(.*\/)?(route|middlewares)\.ts$/, why: "Medusa's routes, found by their names" },
  {
    files: /\/src\/admin\/(.*\/)?(page|widgets\/[\w-]+)\.tsx$/,
    why: "Medusa's pages and widgets, found by their names",
  },
  { files: /\/src\/(jobs|subscribers|links|migration-scripts)\//, why: "Medusa's, a default export each" },
  { files: /^packages\/checkout\/src\/(headless|locales)\.ts$/, why: "lists what an entry of the package exports" },
  { files: /\/migrations\//, why: "named by their time, for their order" },
  { files: /\/src\/modules\/[\w-]+\/(service|models\/[\w-]+)\.ts$/, why: "Medusa's, named by their role" },
  { files: /\/src\/providers\/[\w-]+\/service\.ts$/, why: "Medusa's, named by its role" },
  { files: /(^|\/)test\/nextjs\/fixture\//, why: "a copy of Medusa's storefront" },
];

/** Folders below a `src` that may hold more files than the limit. */
export const largeFolders: readonly { folder: RegExp; why: string }[] = [
  { folder: /\/(locales?|messages|i18n)$/, why: "one table for each language" },
];

/** Lines that quote somebody else's words, or use a word in its plain sense. */
export const allowedWords: readonly { line: RegExp; why: string }[] = [];
