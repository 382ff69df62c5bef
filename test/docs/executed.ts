/** Says which test executes a block or command of the pages. Each block and command must have exactly one claim. */
export type Claim =
  /** The test file, script or workflow that executes it and contains it word for word. */
  | { by: string }
  /** Why no test can execute it. Printed by every run. */
  | { not: string };

/** Blocks by their page and a part of their first line. `*` means all blocks of the page in these languages. */
export const executedBlocks: { file: string; begins: string; languages?: string[]; claim: Claim }[] = [
  { file: "docs/operations.md", begins: "*", languages: ["bash"], claim: { by: "test/docs/operations.test.ts" } },
  { file: "docs/relay.md", begins: "*", languages: ["bash"], claim: { by: "test/docs/relay.test.ts" } },
  { file: "docs/relay-api.md", begins: "*", languages: ["bash"], claim: { by: "test/docs/relay.test.ts" } },
  {
    file: "docs/nextjs-starter.md",
    begins: "*",
    languages: ["diff"],
    claim: { by: "packages/checkout/test/nextjs/recipe.nextjs.test.ts" },
  },
  {
    file: "packages/checkout/README.md",
    begins: "*",
    languages: ["ts", "tsx"],
    claim: { by: "packages/checkout/test/package/readme.test.ts" },
  },
  {
    file: "packages/medusa-payment/README.md",
    begins: "// medusa-config.ts",
    claim: { by: "test/packages/outside-the-workspace.test.ts" },
  },
  { file: "packages/core/README.md", begins: "createCalypsoClient", claim: { by: "test/docs/core-readme.test.ts" } },
  { file: "packages/core/README.md", begins: "for await", claim: { by: "test/docs/core-readme.test.ts" } },
  { file: "packages/core/README.md", begins: "constructEvent", claim: { by: "test/docs/core-readme.test.ts" } },
  {
    file: "packages/emulator/README.md",
    begins: "import { createCalypsoClient }",
    claim: { by: "test/docs/emulator-readme.test.ts" },
  },
];

const outside = { by: "test/packages/outside-the-workspace.test.ts" };
const typed = { by: "test/docs/commands.test.ts" };
const cloudflare = { not: "needs a Cloudflare account; check runs `wrangler deploy --dry-run` on the same Worker" };

export const executedCommands: Record<string, Claim> = {
  "npm run demo": typed,
  "npm run demo -- --once": typed,
  "npm run relay -- --port P --state DIR": typed,
  "npm run relay -- --port 8787 --state ./relay-state": typed,
  "npm run emulator -- --port P": typed,
  "npm test": { by: ".ci/run" },
  "npm run check": { by: ".ci/run" },
  "npm test -- core": { by: ".github/workflows/ci.yml" },
  "npm run faults": { by: ".github/workflows/weekly.yml" },
  "npm run mutations": { by: ".github/workflows/weekly.yml" },
  "npm run bench": { by: ".github/workflows/weekly.yml" },
  "npm run compat": { by: ".github/workflows/ci.yml" },
  "npm run format": { not: "changes the working tree; check runs the same formatter without writing" },
  "npx pnpm@12.21.0 install": typed,
  "npx pnpm@12.21.0 exec vitest run <path>": typed,
  "git apply FILE": { by: "packages/checkout/test/nextjs/recipe.nextjs.test.ts" },
  "npx changeset": {
    not: "asks questions in a terminal; test/packages/release.test.ts runs the next step on given answers",
  },
  "npm install @calypso-commerce/core": outside,
  "npm install @calypso-commerce/medusa-payment": outside,
  "npm install @calypso-commerce/checkout": outside,
  "pnpm add @calypso-commerce/checkout": {
    not: "needs a registry that has the package; outside-the-workspace.test.ts installs it packed",
  },
  "npm install --save-dev @calypso-commerce/emulator": outside,
  "npx calypso-emulator --port 7780": outside,
  "npx medusa db:migrate": outside,
  "npx calypso-doctor": outside,
  "npx medusa build": { not: "no test builds an application for production yet" },
  "cd .medusa/server && npm install --omit=dev": { not: "no test builds an application for production yet" },
  "npx medusa db:migrate && npm run start": { not: "no test builds an application for production yet" },
  "NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000": { by: "packages/checkout/test/nextjs/recipe.nextjs.test.ts" },
  "git clone <this repository> calypso-commerce && cd calypso-commerce/apps/webhook-relay": {
    not: "the address isn't fixed yet",
  },
  "npx pnpm@12.21.0 exec wrangler login": cloudflare,
  "npx pnpm@12.21.0 run deploy": cloudflare,
  "openssl rand -base64 32 | npx pnpm@12.21.0 exec wrangler secret put RELAY_MASTER_KEY --env production": cloudflare,
  "openssl rand -hex 32 | tee relay-token | npx pnpm@12.21.0 exec wrangler secret put RELAY_ADMIN_TOKEN --env production":
    cloudflare,
  "openssl rand -hex 32 | npx pnpm@12.21.0 exec wrangler secret put RELAY_ADMIN_TOKEN --env production": cloudflare,
  "openssl rand -base64 32": typed,
  "npm run relay:ctl -- --help": typed,
  "npm run relay:ctl -- COMMAND": { not: "stands for the commands in the page's blocks" },
  "curl https://…/healthz": { not: "calls the reader's own relay; the page's blocks call a local one" },
};
