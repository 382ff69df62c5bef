import { describe, expect, it } from "vitest";
import { eventCatalog } from "../../src/events/event-catalog.ts";
import { constructEvent, parseEvent, sign, toStateChange } from "../../src/index.ts";
import samples from "../data/webhook-samples.json" with { type: "json" };

const key = { publicKey: "c529e14832b34b74972365cf7bf02430", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };

const changes: [type: string, id: string, state: string | undefined][] = [
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.paid", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "PAID"],
  ["invoice.completed", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "COMPLETED"],
  ["invoice.pending_intervention", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "PENDING_INTERVENTION"],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "COMPLETED"],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "FAILED"],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "COMPLETED"],
  ["payout.validation_failed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", undefined],
  ["invoice.created", "3", "PENDING_PAYMENT"],
];

describe("toStateChange of the documentation's samples", () => {
  it.each(samples.map(({ title, body }, i) => ({ title, body, change: changes[i] })))(
    "$title",
    async ({ body, change }) => {
      const headers = { Key: key.publicKey, Sign: await sign(body, key.secretKey) };
      const event = await constructEvent(body, headers, key);
      const [type, id, state] = change as (typeof changes)[number];
      expect(toStateChange(event)).toMatchObject({ type, entity: { id }, state });
    },
  );
});

describe("toStateChange", () => {
  const change = (eventType: string, data: object = {}) =>
    toStateChange(parseEvent(JSON.stringify({ eventType, id: 9, data })));

  it("gives every event a distinct type of entity and change", () => {
    const types = Object.keys(eventCatalog).map((name) => change(name).type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(type).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it.each([
    ["INVOICE_PAID", { parentExternalId: 3, idempotencyKey: "k" }, { kind: "invoice", id: "3", idempotencyKey: "k" }],
    // orderId identifies other events' objects, but the catalog does not list it for this one.
    ["INVOICE_PAID", { idempotencyKey: "k", orderId: "o" }, { kind: "invoice", id: "k", idempotencyKey: "k" }],
    ["INVOICE_PAID", { idempotencyKey: "k" }, { kind: "invoice", id: "k", idempotencyKey: "k" }],
    ["CUSTOMER_PURSE_EXPIRED", { purseId: "p", customerId: "c" }, { kind: "customer_purse", id: "p" }],
    ["TOP_UP_COMPLIANCE_DECLINED", { transactionHash: "0x1" }, { kind: "top_up", id: "0x1" }],
    ["FIAT_DEPOSIT_ORDER_CREATED", { orderId: "o" }, { kind: "fiat_deposit", id: "o" }],
    ["MOON_LANDED", {}, { kind: "unknown", id: "9" }],
    ["INVOICE_MELTED", { parentExternalId: "i" }, { kind: "invoice", id: "i" }],
  ])("of %s with %j is about %j", (type, data, entity) => {
    expect(change(type, data).entity).toEqual(entity);
  });

  it("keeps unknown events in order with their object", () => {
    expect(change("INVOICE_MELTED", { parentExternalId: "i" })).toMatchObject({
      type: "invoice.unknown",
      event: "INVOICE_MELTED",
      state: undefined,
    });
    expect(change("MOON_LANDED").type).toBe("unknown");
  });
});
