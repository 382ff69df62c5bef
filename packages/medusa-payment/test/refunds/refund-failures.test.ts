import { payoutStates, withdrawalErrorStatuses, withdrawalStates } from "@calypso-commerce/core/schemas";
import { refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

/** What each reason that the vendor documents asks of the admin. */
const ADVICE: Record<string, RegExp> = {
  NOT_ENOUGH_FUNDS: /top it up at Calypso, and the payout continues/,
  NOT_ENOUGH_FUNDS_FOR_COMMISSION: /not for the fee: top it up at Calypso/,
  EXCEEDING_LIMIT: /withdrawal limit .* is reached: ask Calypso for a higher one/,
  NO_PERMISSION: /may not make payouts: give it that permission in Calypso's dashboard/,
};
const ENDS: Record<string, RegExp> = {
  FAILED: /failed at Calypso: check the address and try again, ask Calypso's support, or take the refund back/,
  CANCELED: /cancelled at Calypso: try again, or take the refund back/,
};

/** Every failure of the vendor's documentation ("ENUM description": withdrawal error state, payout state, payout withdrawal state). */
await suite({
  name: "refund-failures",
  test: (bench) => {
    const desk = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    it("each reason for which a payout doesn't move reaches the admin as a sentence that says what to do", async () => {
      const failed = bench.listen("calypso.refund.failed");
      const { row } = await desk.paidOrder(5);
      const reasons = withdrawalErrorStatuses.filter((status) => status !== "SUCCESS");
      expect(Object.keys(ADVICE).sort()).toEqual([...reasons].sort());
      for (const status of reasons) {
        const { id } = await desk.refunded(row.id, "2");
        await desk.vendor("obstruct", { status, message: `Available: 1. Needed: 2 (${status}).` });
        const now = await desk.read(id);
        expect(now).toMatchObject({ state: "in_progress", error: expect.stringMatching(ADVICE[status] as RegExp) });
        expect(now.error).toContain(`(Calypso: Available: 1. Needed: 2 (${status}).)`);
        const { data } = await bench.admin(`/calypso/refunds?payment_id=${row.id}`);
        expect(data.refunds.find((each: Json) => each.id === id).error).toBe(now.error);
      }
      expect(failed).toEqual([]);
    });

    it("a reason that the documentation doesn't have is named, with whom to ask", async () => {
      const { row } = await desk.paidOrder();
      const { id } = await desk.refunded(row.id, "2");
      await desk.vendor("obstruct", { status: "SOMETHING_NEW", message: "New." });
      expect((await desk.read(id)).error).toMatch(/Calypso says SOMETHING_NEW: ask Calypso's support/);
    });

    it("the sentence goes when its reason does, and the refund arrives", async () => {
      const { row } = await desk.paidOrder();
      const { id } = await desk.refunded(row.id, "2");
      await desk.vendor("obstruct", { status: "NOT_ENOUGH_FUNDS", message: "Top up." });
      expect((await desk.read(id)).error).toMatch(/top it up/);
      await desk.vendor("complete");
      expect(await desk.read(id)).toMatchObject({ state: "completed", error: null });
    });

    it("each state in which a payout ends badly reaches the admin in the same way", async () => {
      const failed = bench.listen("calypso.refund.failed");
      const { row } = await desk.paidOrder(5);
      const bad = payoutStates.filter((state) => state === "FAILED" || state === "CANCELED");
      expect(Object.keys(ENDS).sort()).toEqual([...bad].sort());
      for (const [state, command] of [
        ["FAILED", "fail"],
        ["CANCELED", "cancel"],
      ] as const) {
        const { id } = await desk.refunded(row.id, "2");
        await desk.vendor(command);
        expect(await desk.read(id)).toMatchObject({
          state: state.toLowerCase(),
          error: expect.stringMatching(ENDS[state] as RegExp),
          payouts: [{ state }],
        });
        await vi.waitFor(() => expect(failed.at(-1)).toMatchObject({ refund_id: id, error: expect.any(String) }));
      }
      expect(failed).toHaveLength(2);
    });

    it("each row of a mass payout has its own end and its own sentence", async () => {
      const { row } = await desk.paidOrder(5);
      const ids: string[] = [];
      await desk.fault({ kind: "error", operation: "account.get", count: null });
      for (let count = 0; count < 6; count++) ids.push((await desk.refunded(row.id, `${count + 1}`)).id);
      await desk.clearFaults();
      for (const id of ids) {
        expect(await desk.read(id)).toMatchObject({ state: "ready", error: expect.stringContaining("500") });
      }
      expect(await bench.admin("/calypso/refunds/mass", { ids })).toMatchObject({ status: 200 });
      await desk.vendor("advance");
      await desk.vendor("advance");
      const [mass] = await desk.payouts();
      const fiat = new Map<string, string>();
      for (const id of ids) fiat.set((await desk.read(id)).payouts[0].id, id);
      const [one, two] = mass.withdrawals;
      await bench.vendor.control(`/withdrawals/${one.id}/fail`);
      await desk.vendor("complete");
      expect(withdrawalStates).toContain("REPLACED");
      for (const withdrawal of mass.withdrawals) {
        const now = await desk.read(String(fiat.get(withdrawal.comment)));
        if (withdrawal.id === one.id)
          expect(now).toMatchObject({ state: "failed", error: expect.stringMatching(ENDS.FAILED as RegExp) });
        else expect(now).toMatchObject({ state: "completed", error: null });
      }
      // The failed row goes out again by itself, the others don't.
      expect(two.state).toBeDefined();
      expect(await desk.click(String(fiat.get(one.comment)), "retry")).toMatchObject({ status: 200 });
      const all = await desk.payouts();
      expect(all).toHaveLength(2);
      expect(all[0]).toMatchObject({ kind: "single", withdrawals: [{ amount: one.amount, depositAddress: TRON }] });
    });
  },
});
