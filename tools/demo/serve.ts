import { startStack } from "../stack/stack.ts";
import type { Steps } from "../stack/steps.ts";
import { adminUser } from "../stack/store.ts";
import { startStorefront } from "../stack/storefront.ts";

/** Starts everything, prints the addresses and runs until it is interrupted. */
export async function serve(steps: Steps): Promise<void> {
  const stack = await startStack({ steps, admin: true, timeScale: 0.02 });
  const storefront = await steps.step("storefront", "storefront started", () => startStorefront(stack));
  const rows: [string, string][] = [
    ["shop", storefront.url],
    ["Admin", `${stack.store.url}/app`],
    ["  sign in with", `${adminUser.email} / ${adminUser.password}`],
    ["Calypso Pay (emulated)", `${stack.emulator.url}/_emulator`],
    ["webhook relay", `${stack.relay.url}/healthz`],
    ["logs", stack.logDir],
  ];
  console.log(
    `\n${rows.map(([name, value]) => `  ${name.padEnd(24)}${value}`).join("\n")}\n\nCtrl-C stops everything.`,
  );
  const why = await Promise.race([
    new Promise<string>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(""));
    }),
    ...[stack.store.child, stack.relay.child, storefront.child].map((child) =>
      child.exited.then(() => child.ended() ?? ""),
    ),
  ]);
  if (why) console.error(why);
  console.error("stopping …");
  await storefront.stop();
  await stack.stop();
  process.exit(why ? 1 : 0);
}
