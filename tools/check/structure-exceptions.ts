/** Files that are not named after an export. */
export const unnamedFiles: readonly { files: RegExp; why: string }[] = [
  { files: /(^|\/)index\.[mc]?tsx?$/, why: "lists the exports of its folder" },
  { files: /\.(test|bench|measure|stories)\.[mc]?tsx?$/, why: "exports nothing, or a default for its runner" },
  { files: /^tools\/check\/structure-exceptions\.ts$/, why: "three lists of one check" },
  {
    files: /^packages\/\w+\/src\/(headless|locales|money|schemas|testing)\.ts$/,
    why: "lists what an entry point exports",
  },
  { files: /\.d\.[mc]?ts$/, why: "declarations" },
  { files: /\.config\.[mc]?ts$|(^|\/)medusa-config\.ts$/, why: "a tool's configuration, named by the tool" },
  { files: /(^|\/)(global-setup|setup)\.ts$/, why: "called by vitest" },
  { files: /\/src\/api\/(.*\/)?(route|middlewares)\.ts$/, why: "named by Medusa" },
  {
    files: /\/src\/admin\/(.*\/)?(page|widgets\/[\w-]+)\.tsx$/,
    why: "named by Medusa",
  },
  { files: /\/src\/(jobs|subscribers|links|migration-scripts)\//, why: "a default export for Medusa" },
  { files: /^packages\/checkout\/src\/(headless|locales)\.ts$/, why: "lists what an entry of the package exports" },
  { files: /\/src\/api\/(.*\/)?validators\.ts$/, why: "Medusa's name for the schemas of a route's input" },
  { files: /\/src\/modules\/ledger\/(key|types)\.ts$/, why: "the name of the module in the container, and its rows" },
  { files: /^packages\/medusa-payment\/src\/config\.ts$/, why: "an entry point of the package, `/config`" },
  { files: /\/(fields|option-values)\.ts$/, why: "a vocabulary of schemas, from which others are composed" },
  { files: /^packages\/core\/bench\/samples\.ts$/, why: "what all benchmarks work on" },
  { files: /\/migrations\//, why: "named by their time" },
  { files: /\/src\/modules\/[\w-]+\/(service|models\/[\w-]+)\.ts$/, why: "named by Medusa" },
  { files: /\/src\/providers\/[\w-]+\/service\.ts$/, why: "named by Medusa" },
  { files: /(^|\/)test\/nextjs\/fixture\//, why: "a copy of Medusa's storefront" },
];

/** Folders below a `src` that may be larger. */
export const largeFolders: readonly { folder: RegExp; why: string }[] = [
  { folder: /\/(locales?|messages|i18n)$/, why: "one file per language" },
];

/** Lines where the words are right. */
export const allowedWords: readonly { line: RegExp; why: string }[] = [
  { line: /^docs\/contributing\.md:\d+:\| .* \|$/, why: "the glossary lists them" },
];
