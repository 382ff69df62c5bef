import { describe, expect, it } from "vitest";
import { en } from "../../src/messages/en.ts";
import { outcomes, type Payment } from "../../src/payment/payment.ts";
import { confirmationAppearance, paymentAppearance } from "../../src/react/payment/outcome-appearance.ts";

const payment = (outcome: Payment["outcome"], receivedAmount?: string): Payment => ({
  flow: "invoice",
  outcome,
  ...(receivedAmount && { receivedAmount }),
});

describe("the words for a payment", () => {
  it.each(outcomes)("%s has a title and a hint", (outcome) => {
    const { title, hint } = paymentAppearance(payment(outcome));
    expect([en[title], en[hint]]).toEqual([expect.any(String), expect.any(String)]);
  });

  it("say that declined money is frozen once money came", () => {
    expect(paymentAppearance(payment("declined")).hint).toBe("declinedHint");
    expect(paymentAppearance(payment("declined", "0.00")).hint).toBe("declinedHint");
    expect(paymentAppearance(payment("declined", "12.5")).hint).toBe("declinedFrozenHint");
  });

  it("confirm an order only once its payment is settled", () => {
    expect(confirmationAppearance(payment("settled")).title).toBe("placed");
    for (const outcome of outcomes.filter((each) => each !== "settled")) {
      expect(confirmationAppearance(payment(outcome)).title).not.toBe("placed");
    }
  });
});
