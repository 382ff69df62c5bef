import { keptFolder } from "../stack/kept.ts";
import { startStack } from "../stack/stack.ts";
import type { Steps } from "../stack/steps.ts";
import { adminUser } from "../stack/store.ts";
import { startStorefront } from "../stack/storefront.ts";

export interface ServeOptions {
  /** Keep data and keys for the next start. */
  keep: boolean;
  /** A storefront that runs already, in place of the demo's. */
  storefrontUrl: string | undefined;
}

/** Starts everything, prints the addresses and runs until it is interrupted. */
export async function serve(steps: Steps, { keep, storefrontUrl }: ServeOptions): Promise<void> {
  const keepIn = keep ? keptFolder() : undefined;
  const stack = await startStack({ steps, admin: true, timeScale: 0.02, keepIn, storefrontUrl });
  const storefront = storefrontUrl
    ? undefined
    : await steps.step("storefront", "storefront started", () => startStorefront(stack));
  const rows: [string, string][] = [
    ["shop", stack.storefrontUrl],
    ["  store API", stack.store.url],
    ["  publishable key", stack.publishableKey],
    ["Admin", `${stack.store.url}/app`],
    ["  sign in with", `${adminUser.email} / ${adminUser.password}`],
    ["Calypso Pay (emulated)", `${stack.emulator.url}/_emulator`],
    ["webhook relay", `${stack.relay.url}/healthz`],
    ["logs", stack.logDir],
    ...(keepIn ? ([["kept in", keepIn]] as [string, string][]) : []),
  ];
  console.log(
    `\n${rows.map(([name, value]) => `  ${name.padEnd(24)}${value}`).join("\n")}\n\nCtrl-C stops everything.`,
  );
  const children = [stack.store.child, stack.relay.child, ...(storefront ? [storefront.child] : [])];
  const why = await Promise.race([
    new Promise<string>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(""));
    }),
    ...children.map((child) => child.exited.then(() => child.ended() ?? "")),
  ]);
  if (why) console.error(why);
  console.error("stopping …");
  await storefront?.stop();
  await stack.stop();
  process.exit(why ? 1 : 0);
}
