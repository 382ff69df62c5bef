import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RelayProcess, startRelayProcess, workerVariants } from "../support/relay-process/index.ts";

const adminToken = "crash-test-token";
const masterKey = randomBytes(32).toString("base64");
const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };

let stateDir: string;
let relay: RelayProcess;
let store: StoreSink;
let storeAnswers: boolean;

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "relay-crash-"));
  storeAnswers = false;
  store = await startStoreSink({
    secretOf: () => signingSecret,
    respond: (_delivery, response, answer) => (storeAnswers ? answer() : response.destroy()),
  });
});

afterEach(async () => {
  await relay.kill();
  await store.close();
  await rm(stateDir, { recursive: true, force: true });
});

async function start(entry?: string): Promise<void> {
  relay = await startRelayProcess({ stateDir, adminToken, masterKey, ...(entry === undefined ? {} : { entry }) });
  const settings = { url: `${store.url}/hook`, keys: [key], signingSecret };
  await relay.operator.put("/v1/stores/acme", settings);
}

/** Sends events until `count` of them were answered 202, then kills the relay with others still under way. */
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

describe("the process group is killed while events are accepted", () => {
  test("every accepted event is delivered after the restart, in order, the same webhook-id each time", async () => {
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

  test("control: a relay that answers before it writes loses events", async () => {
    await start(workerVariants.earlyAnswer);
    const accepted = await acceptAndKill(100);

    storeAnswers = true;
    await relay.start();
    // The last accepted event is all that a losing relay may never deliver: wait for one that comes after it.
    const { body, headers } = createVendorEvent(key, { id: -1, invoiceId: "after" });
    await fetch(`${relay.url}/v1/webhooks/acme`, { method: "POST", headers, body });
    await waitUntil("the relay delivers again", () => undelivered([-1]).length === 0);
    await waitUntil("nothing is pending", async () => {
      const { pending } = await relay.operator.get<{ pending: number }>("/v1/stores/acme/stats");
      return pending === 0;
    });

    expect(undelivered(accepted).length).toBeGreaterThan(0);
  });
});
