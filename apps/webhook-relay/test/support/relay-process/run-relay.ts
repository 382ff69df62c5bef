// Child process of `startRelayProcess`: runs one relay until it is killed.
import { buildWorker } from "../../../src/local/build-worker.ts";
import { startRelay } from "../../../src/local/start-relay.ts";

const {
  RELAY_PORT,
  RELAY_STATE_DIR = "",
  RELAY_ENTRY,
  RELAY_VARS = "{}",
  RELAY_ADMIN_TOKEN,
  RELAY_MASTER_KEY,
} = process.env;

await startRelay({
  port: Number(RELAY_PORT),
  stateDir: RELAY_STATE_DIR,
  adminToken: RELAY_ADMIN_TOKEN,
  masterKey: RELAY_MASTER_KEY,
  vars: JSON.parse(RELAY_VARS),
  ...(RELAY_ENTRY === undefined ? {} : { script: await buildWorker({ entry: RELAY_ENTRY }) }),
});
