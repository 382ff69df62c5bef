import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runChild, startChild } from "@calypso-commerce/testkit/child";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import { applyRecipe, setting, tools } from "../../../packages/checkout/test/nextjs/apply-recipe.ts";

export interface StarterApp {
  url: string;
  stop(): Promise<void>;
}

/** Builds Medusa's storefront with the recipe applied, for the stack's store, and serves it at the stack's storefront address. */
export async function startStarter(stack: Stack): Promise<StarterApp> {
  const folders: string[] = [];
  const app = applyRecipe("dtc-starter", folders);
  const remove = () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  writeFileSync(join(app, ".env.local"), setting.replace("http://localhost:9000", stack.store.url));
  const next = {
    command: process.execPath,
    cwd: app,
    logFile: join(stack.logDir, "starter.log"),
    env: {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: stack.publishableKey,
    },
  };
  await runChild({ ...next, name: "next build", args: [tools.next, "build"] });
  const { port } = new URL(stack.storefrontUrl);
  const child = startChild({ ...next, name: "next start", args: [tools.next, "start", "--port", port] });
  await waitUntil(
    "the starter answers",
    async () => (await fetch(`${stack.storefrontUrl}/de/home`, { redirect: "manual" })).status < 400,
    {
      timeoutMs: 60_000,
      giveUp: () => child.ended(),
    },
  );
  return {
    url: stack.storefrontUrl,
    async stop() {
      await child.stop();
      remove();
    },
  };
}
