import { join } from "node:path";
import { type Child, runChild, startChild } from "@calypso-commerce/testkit/child";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import type { Stack } from "./stack.ts";

export interface Storefront {
  url: string;
  child: Child;
  stop(): Promise<void>;
}

const app = join(root, "apps/storefront");

/** Builds the storefront for the stack's store and serves it at the stack's storefront address. */
export async function startStorefront(stack: Stack): Promise<Storefront> {
  const { path: outDir, remove } = tempFolder("storefront");
  const vite = { command: process.execPath, cwd: app, logFile: join(stack.logDir, "storefront.log") };
  const bin = join(app, "node_modules/vite/bin/vite.js");
  await runChild({
    ...vite,
    name: "the storefront's build",
    args: [bin, "build", "--outDir", outDir, "--emptyOutDir"],
    env: {
      VITE_MEDUSA_URL: stack.store.url,
      VITE_PUBLISHABLE_KEY: stack.publishableKey,
      VITE_EMULATOR_URL: stack.emulator.url,
    },
  });
  const port = new URL(stack.storefrontUrl).port;
  const child = startChild({
    ...vite,
    name: "storefront",
    args: [bin, "preview", "--outDir", outDir, "--port", port, "--strictPort", "--host", "localhost"],
  });
  await waitUntil("the storefront answers", async () => (await fetch(stack.storefrontUrl)).ok, {
    giveUp: () => child.ended(),
  });
  return {
    url: stack.storefrontUrl,
    child,
    async stop() {
      await child.stop();
      remove();
    },
  };
}
