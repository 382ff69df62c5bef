import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import type { IncomingEvent } from "../../src/event.ts";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import { inMailbox, mailboxHas, mailboxRows, registerStore } from "../support/workerd/relay.ts";

const DAY_MS = 24 * 3_600_000;
const STEP_MS = 2.5 * DAY_MS;
const STEPS = 20;
const EVENTS_A_STEP = 12;

/** As the edge hands them over; four events to an invoice. */
function eventsOfStep(step: number): IncomingEvent[] {
  return Array.from({ length: EVENTS_A_STEP }, (_, i) => {
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

test("what a mailbox keeps stays flat: events for a week, receipts for five weeks", { timeout: 120_000 }, async () => {
  const store = await registerStore();
  const mailbox = mailboxStub(env, store, 0);
  const from = Date.now();
  const kept: { events: number; receipts: number; bytes: number }[] = [];
  for (let step = 0; step < STEPS; step++) {
    vi.useFakeTimers({ toFake: ["Date"], now: from + step * STEP_MS });
    const receipts = await mailbox.accept(store, eventsOfStep(step));
    expect(new Set(receipts)).toEqual(new Set(["accepted"]));
    await mailboxHas(store, { delivered: (step + 1) * EVENTS_A_STEP });
    // As many alarms as a pass has slices.
    for (let slice = 1; slice <= 6; slice++) {
      vi.setSystemTime(from + step * STEP_MS + 8 * 3_600_000 + slice * 2_000);
      await runDurableObjectAlarm(mailbox);
    }
    const { events, receipts: rows } = await mailboxRows(store);
    const bytes = await inMailbox(store, (_mailbox, { storage: { sql } }) => sql.databaseSize);
    kept.push({ events, receipts: rows, bytes });
  }
  const [early, middle, last] = [kept[7], kept[14], kept.at(-1)];
  expect(early).toMatchObject({ events: 3 * EVENTS_A_STEP, receipts: 8 * EVENTS_A_STEP });
  expect(middle).toMatchObject({ events: 3 * EVENTS_A_STEP, receipts: 14 * EVENTS_A_STEP });
  expect(last).toMatchObject({ events: 3 * EVENTS_A_STEP, receipts: 14 * EVENTS_A_STEP });
  // Freed pages are used again. Entities stay for 400 days, and take a page at most here.
  expect((last?.bytes ?? 0) - (middle?.bytes ?? 0)).toBeLessThanOrEqual(2 * 4_096);
});
