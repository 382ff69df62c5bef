/** `npm run relay -- --port P --state DIR`: runs the relay in workerd on this machine. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startRelay } from "@calypso-commerce/webhook-relay/local";
import { portFrom } from "./stack/ports.ts";

const { values } = parseArgs({ options: { port: { type: "string" }, state: { type: "string", default: ".relay" } } });

try {
  const relay = await startRelay({
    port: values.port === undefined ? await portFrom("RELAY_PORT") : Number(values.port),
    stateDir: resolve(values.state),
    adminToken: process.env.RELAY_ADMIN_TOKEN ?? "",
    masterKey: process.env.RELAY_MASTER_KEY ?? "",
  });
  console.log(`relay: ${relay.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void relay.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
