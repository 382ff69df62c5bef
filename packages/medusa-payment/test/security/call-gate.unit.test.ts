import { CalypsoUnknownOutcomeError } from "@calypso-commerce/core";
import { describe, expect, it } from "vitest";
import { createCallGate } from "../../src/client/call-gate";

const noAnswer = () => Promise.reject(Object.create(CalypsoUnknownOutcomeError.prototype));

describe("the gate of shoppers' calls to the vendor", () => {
  it("lets only so many run at once", async () => {
    const gate = createCallGate({ maxAtOnce: 2, failuresToOpen: 3, closedForMs: 1_000 });
    const ends: (() => void)[] = [];
    const running = [1, 2].map(() => gate.run(() => new Promise<void>((resolve) => ends.push(resolve))));
    expect(gate.isFree()).toBe(false);
    for (const end of ends) end();
    await Promise.all(running);
    expect(gate.isFree()).toBe(true);
  });

  it("makes no call for a while after several got no answer, then tries again", async () => {
    let time = 0;
    const gate = createCallGate({ maxAtOnce: 2, failuresToOpen: 3, closedForMs: 1_000, now: () => time });
    for (let count = 0; count < 3; count++) {
      expect(gate.isFree()).toBe(true);
      await gate.run(noAnswer).catch(() => {});
    }
    expect(gate.isFree()).toBe(false);
    time = 1_000;
    expect(gate.isFree()).toBe(true);
  });

  it("takes an error of the store's own, or an answer in between, for no failure of the vendor", async () => {
    const gate = createCallGate({ maxAtOnce: 2, failuresToOpen: 2, closedForMs: 1_000 });
    for (let count = 0; count < 5; count++) await gate.run(() => Promise.reject(new Error("sold out"))).catch(() => {});
    await gate.run(noAnswer).catch(() => {});
    await gate.run(async () => "answered");
    await gate.run(noAnswer).catch(() => {});
    expect(gate.isFree()).toBe(true);
  });
});
