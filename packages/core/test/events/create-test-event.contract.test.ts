import { describe, expect, it } from "vitest";
import { constructEvent, toStateChange } from "../../src/index.ts";
import { createTestEvent } from "../../src/testing.ts";

const key = { publicKey: "c529e14832b34b74972365cf7bf02430", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };

describe("createTestEvent", () => {
  it("is accepted by constructEvent, with amounts as JSON numbers", async () => {
    const { body, headers } = await createTestEvent(
      { type: "INVOICE_PAID", data: { amount: "0.10", parentExternalId: "i1", externalId: "payses_1" } },
      key,
    );
    expect(body).toContain('"amount":0.10');
    const event = await constructEvent(body, headers, key);
    expect(toStateChange(event)).toEqual({
      type: "invoice.paid",
      entity: { kind: "invoice", id: "i1", externalId: "payses_1" },
      event: "INVOICE_PAID",
      state: "PAID",
    });
  });
});
