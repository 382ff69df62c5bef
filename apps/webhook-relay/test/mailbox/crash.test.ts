import { randomBytes } from "node:crypto";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { type TempFolder, tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RelayProcess, startRelayProcess, workerVariants } from "../support/relay-process/index.ts";

const adminToken = "crash-test-token";
const masterKey = randomBytes(32).toString("base64");
const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };

let state: TempFolder;
let relay: RelayProcess;
let store: StoreSink;
let storeAnswers: boolean;

beforeEach(async () => {
  state = tempFolder("relay-crash");
  storeAnswers = false;
  store = await startStoreSink({
    secretOf: () => signingSecret,
    respond: (_delivery, response, answer) => (storeAnswers ? answer() : response.destroy()),
  });
});

afterEach(async () => {
  await relay.kill();
  await store.close();
  state.remove();
});

async function start(entry?: string): Promise<void> {
  relay = await startRelayProcess({
    stateDir: state.path,
    adminToken,
    masterKey,
    ...(entry === undefined ? {} : { entry }),
  });
  const settings = { url: `${store.url}/hook`, keys: [key], signingSecret };
  await relay.admin.put("/v1/stores/acme", settings);
}

/** Sends events until `count` of them are answered 202, then kills the relay while others are in flight. */
async function acceptAndKill(count: number): Promise<number[]> {
  const accepted: number[] = [];
  const senders = Array.from({ length: 8 }, async (_, sender) => {
    for (let i = 0; relay.isRunning; i++) {
      const id = sender * 10_000 + i;
      const { body, headers } = createVendorEvent(key, { id, invoiceId: `invoice-${sender}` });
      const response = await fetch(`${relay.url}/v1/webhooks/acme`, { method: "POST", headers, body }).catch(
        () => undefined,
      );
      if (response?.status === 202) accepted.push(id);
      if (accepted.length >= count) await relay.kill();
    }
  });
  await Promise.all(senders);
  return accepted;
}

const undelivered = (accepted: number[]): number[] => {
  const delivered = new Set(store.deliveries.map((delivery) => delivery.original.id));
  return accepted.filter((id) => !delivered.has(id));
};

describe("killing the process group while it accepts events", () => {
  test("loses no accepted event, and keeps order and webhook-ids", async () => {
    await start();
    const accepted = await acceptAndKill(100);
    expect(undelivered(accepted).length).toBeGreaterThan(0);

    storeAnswers = true;
    store.deliveries.length = 0;
    await relay.start();
    await waitUntil("all accepted events are delivered", () => undelivered(accepted).length === 0);

    expect(store.refused).toBe(0);
    const sequences = new Map<string, { last: number; ids: Map<number, string> }>();
    for (const { entity, sequence, id } of store.deliveries) {
      const seen = sequences.get(entity) ?? { last: 0, ids: new Map() };
      expect([seen.last, seen.last + 1]).toContain(sequence);
      expect(seen.ids.get(sequence) ?? id).toBe(id);
      seen.ids.set(sequence, id);
      sequences.set(entity, { ...seen, last: sequence });
    }
  });

  test("loses events of a relay that answers before it writes (control)", async () => {
    await start(workerVariants.earlyAnswer);
    const accepted = await acceptAndKill(100);

    storeAnswers = true;
    await relay.start();
    // A lost event never arrives, so wait for a later one.
    const { body, headers } = createVendorEvent(key, { id: -1, invoiceId: "after" });
    await fetch(`${relay.url}/v1/webhooks/acme`, { method: "POST", headers, body });
    await waitUntil("the relay delivers again", () => undelivered([-1]).length === 0);
    await waitUntil("nothing is pending", async () => {
      const { pending } = await relay.admin.get<{ pending: number }>("/v1/stores/acme/stats");
      return pending === 0;
    });

    expect(undelivered(accepted).length).toBeGreaterThan(0);
  });
});
