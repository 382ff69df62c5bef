import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.001 });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

describe("faulty webhooks", () => {
  /** Subscribes, pays one invoice with a fault in force, and returns the webhooks received. */
  const paidWith = async (rule: object, expected: number, answer?: Parameters<typeof createReceiver>[0]) => {
    const receiver = await createReceiver(answer);
    const subscription = await merchant.ok("/subscription/webhook/create", {
      requestId: randomUUID(),
      notificationServiceTypes: ["INVOICE"],
      url: receiver.url,
    });
    await merchant.control("/faults", rule);
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`);
    try {
      await waitUntil(`${expected} webhooks`, () => receiver.received.length >= expected);
    } finally {
      await receiver.close();
    }
    return { received: receiver.received, types: receiver.types(), secretKey: subscription.secretKey as string };
  };

  it("arrive twice", async () => {
    const { received, types } = await paidWith({ kind: "webhook-duplicate", event: "INVOICE_PAID" }, 6);
    expect(types.filter((type) => type === "INVOICE_PAID")).toHaveLength(2);
    const [first, second] = received.filter(({ json }) => json.data.type === "INVOICE_PAID");
    expect(second?.body).toBe(first?.body);
  });

  it("arrive out of order", async () => {
    const { types } = await paidWith({ kind: "webhook-reorder", event: "INVOICE_MEMPOOL_FOUND", withinMs: 60_000 }, 5);
    expect(types.indexOf("INVOICE_MEMPOOL_FOUND")).toBe(types.indexOf("INVOICE_FUNDS_RECEIVED_FOR_INVOICE") + 1);
  });

  it("arrive late without delaying others", async () => {
    const { types } = await paidWith({ kind: "webhook-delay", event: "INVOICE_PAID", delayMs: 300 }, 5);
    expect(types.at(-1)).toBe("INVOICE_PAID");
  });

  it.each(["body", "sign", "key"])("arrive with an altered %s, then intact", async (part) => {
    let refused = false;
    // Refuses the first INVOICE_PAID, like a receiver that checks signatures.
    const { received, secretKey } = await paidWith(
      { kind: "webhook-alter", event: "INVOICE_PAID", part },
      6,
      ({ json }) => {
        if (json.data.type !== "INVOICE_PAID" || refused) return 200;
        refused = true;
        return 401;
      },
    );
    const key = received[0]?.headers.key;
    const paid = received.filter(({ json }) => json.data.type === "INVOICE_PAID");
    expect(paid.map(({ headers, body }) => headers.key === key && headers.sign === hmac(body, secretKey))).toEqual([
      false,
      true,
    ]);
  });

  it("are lost once and then retried", async () => {
    const { types } = await paidWith({ kind: "webhook-lose", event: "INVOICE_CREATE_INVOICE" }, 5);
    expect(types).toContain("INVOICE_CREATE_INVOICE");
    const { json } = await merchant.look("/_emulator/deliveries");
    const { attempts } = json.deliveries.at(-1);
    expect(attempts.map(({ status }: { status: number | null }) => status)).toEqual([null, 200]);
  });
});
