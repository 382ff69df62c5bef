import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import type { IncomingEvent } from "../../src/event.ts";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import { inMailbox, mailboxRows, registerTenant, waitForStats } from "../support/workerd/relay.ts";

const DAY_MS = 24 * 3_600_000;
const STEP_MS = 2.5 * DAY_MS;
const STEPS = 20;
const EVENTS_PER_STEP = 12;

/** Events as the edge passes them to a mailbox, four of each invoice. */
function eventsOfStep(step: number): IncomingEvent[] {
  return Array.from({ length: EVENTS_PER_STEP }, (_, i) => {
    const entity = { kind: "invoice", id: `invoice-${step}-${Math.floor(i / 4)}` };
    return {
      id: `evt_${step}_${i}`,
      entity: `${entity.kind}:${entity.id}`,
      change: JSON.stringify({ type: "invoice.paid", entity, event: "INVOICE_PAID", state: "PAID" }),
      key: "key",
      sign: "sign",
      body: `{"filling":"${"x".repeat(600)}"}`,
    };
  });
}

test("storage stays constant: a week of events, five weeks of receipts", { timeout: 120_000 }, async () => {
  const tenant = await registerTenant();
  const mailbox = mailboxStub(env, tenant, 0);
  const from = Date.now();
  const kept: { events: number; receipts: number; bytes: number }[] = [];
  for (let step = 0; step < STEPS; step++) {
    vi.useFakeTimers({ toFake: ["Date"], now: from + step * STEP_MS });
    const receipts = await mailbox.accept(tenant, eventsOfStep(step));
    expect(new Set(receipts)).toEqual(new Set(["accepted"]));
    await waitForStats(tenant, { delivered: (step + 1) * EVENTS_PER_STEP });
    // One alarm for each slice of a pruning pass.
    for (let slice = 1; slice <= 6; slice++) {
      vi.setSystemTime(from + step * STEP_MS + 8 * 3_600_000 + slice * 2_000);
      await runDurableObjectAlarm(mailbox);
    }
    const { events, receipts: rows } = await mailboxRows(tenant);
    const bytes = await inMailbox(tenant, (_mailbox, { storage: { sql } }) => sql.databaseSize);
    kept.push({ events, receipts: rows, bytes });
  }
  const [early, middle, last] = [kept[7], kept[14], kept.at(-1)];
  expect(early).toMatchObject({ events: 3 * EVENTS_PER_STEP, receipts: 8 * EVENTS_PER_STEP });
  expect(middle).toMatchObject({ events: 3 * EVENTS_PER_STEP, receipts: 14 * EVENTS_PER_STEP });
  expect(last).toMatchObject({ events: 3 * EVENTS_PER_STEP, receipts: 14 * EVENTS_PER_STEP });
  // SQLite reuses freed pages. Entities stay for 400 days and take at most a page here.
  expect((last?.bytes ?? 0) - (middle?.bytes ?? 0)).toBeLessThanOrEqual(2 * 4_096);
});
