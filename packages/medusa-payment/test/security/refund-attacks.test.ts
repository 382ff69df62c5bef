import { randomBytes } from "node:crypto";
import type { RefundRow } from "../../src/modules/ledger/types";
import { OTHER, refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

type PassGate = typeof import("../../src/refunds/gatekeeper/pass-gate");

const waiting = { destination: undefined };

await suite({
  name: "refund-attacks",
  options: {
    refunds: {
      approvalAbove: { eur: "12" },
      limitPerDay: { eur: "40" },
      claimUrl: "https://shop.example/refunds/{token}",
    },
  },
  test: (bench) => {
    const desk = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    const link = async (id: string): Promise<string> => {
      const { claim_link } = (await desk.click(id, "claim-link")).data;
      return `/calypso/refund-claims/${claim_link.url.split("/").at(-1)}`;
    };
    /** A refund of 5 EUR that waits for an address, and the path of its claim. */
    async function claimable(paymentId: string) {
      const { id } = await desk.refunded(paymentId, "5", waiting);
      return { id, path: await link(id) };
    }

    describe("a claim", () => {
      it("can't be found by guessing: a wrong token says nothing, costs no call to the vendor and changes nothing", async () => {
        const { row } = await desk.paidOrder();
        const { id, path } = await claimable(row.id);
        const [right] = path.split("/").slice(-1) as [string];
        const { id: claim, token_digest } = await desk.knex()("calypso_claim").where({ revoked_at: null }).first();
        const guesses = [
          randomBytes(32).toString("base64url"),
          right.slice(0, -1),
          `${right}A`,
          right.toLowerCase(),
          token_digest,
          claim,
          id,
          row.id,
          "%00",
          "..%2F..",
          "' OR '1'='1",
          "undefined",
        ];
        await desk.fault({ kind: "error", count: null });
        const seen = new Set<string>();
        for (const guess of guesses) {
          const guessed = `/calypso/refund-claims/${encodeURIComponent(guess)}`;
          for (const body of [undefined, { destination: TRON }]) {
            const { status, data } = await bench.store(guessed, body);
            seen.add(`${status} ${data.message}`);
          }
        }
        expect([...seen]).toEqual(["404 Calypso: there is no such link; check that it is complete"]);
        await desk.clearFaults();
        expect(await desk.read(id)).toMatchObject({ state: "awaiting_destination", destination: null });
      });

      it("shows an outsider who has it the amount and where it stands, and nothing of the shop, the order or the address", async () => {
        const { row, orderId } = await desk.paidOrder();
        const { id, path } = await claimable(row.id);
        await bench.store(path, { destination: TRON });
        const { data, headers } = await bench.store(path);
        expect(Object.keys(data.claim).sort()).toEqual([
          "amount",
          "crypto_currency",
          "crypto_name",
          "currency_code",
          "expires_at",
          "network",
          "state",
          "status",
          "token_standard",
        ]);
        const said = JSON.stringify(data);
        for (const secret of [id, orderId, row.id, TRON, "ada@example.com", ...bench.secrets]) {
          expect(said).not.toContain(secret);
        }
        expect(headers["cache-control"]).toBe("no-store");
      });

      it("says where the money is after it was used", async () => {
        const { row } = await desk.paidOrder();
        const { path } = await claimable(row.id);
        const state = async () => (await bench.store(path)).data.claim;
        expect(await state()).toMatchObject({ status: "open", state: "awaiting_destination" });
        await bench.store(path, { destination: TRON });
        expect(await state()).toMatchObject({ status: "used", state: "in_progress" });
        await desk.vendor("complete");
        expect(await state()).toMatchObject({ status: "used", state: "completed" });
      });

      it("can't change the address once it is given, not by the same link, an older one or one of another order", async () => {
        const { row } = await desk.paidOrder();
        const other = await desk.paidOrder();
        const { id, path: old } = await claimable(row.id);
        const path = await link(id);
        const foreign = await claimable(other.row.id);
        expect(await bench.store(path, { destination: TRON })).toMatchObject({ status: 200 });
        for (const each of [path, old]) {
          expect((await bench.store(each, { destination: OTHER })).status).toBe(400);
        }
        expect(await bench.store(foreign.path, { destination: OTHER, refund_id: id })).toMatchObject({ status: 400 });
        expect(await bench.store(foreign.path, { destination: OTHER })).toMatchObject({ status: 200 });
        expect(await desk.read(id)).toMatchObject({ destination: TRON, destination_by: "shopper" });
        expect(await desk.read(foreign.id)).toMatchObject({ destination: OTHER });
        expect((await desk.payouts()).map(({ withdrawals }) => withdrawals[0].depositAddress).sort()).toEqual(
          [TRON, OTHER].sort(),
        );
      });

      it("is over when an admin gives the address, or takes the refund back, however many have the link open", async () => {
        const { row } = await desk.paidOrder();
        const given = await claimable(row.id);
        const taken = await claimable(row.id);
        await desk.click(given.id, "destination", { destination: OTHER });
        await desk.click(taken.id, "cancel", { reason: "by mistake" });
        for (const { path } of [given, taken]) {
          expect((await bench.store(path)).data.claim.status).toBe("revoked");
          expect((await bench.store(path, { destination: TRON })).status).toBe(400);
        }
        expect(await desk.read(given.id)).toMatchObject({ destination: OTHER });
        expect(await desk.read(taken.id)).toMatchObject({ destination: null, state: "canceled" });
        expect(await desk.payouts()).toHaveLength(1);
      });

      it("and a reversal at the same moment: one of both", async () => {
        const { row } = await desk.paidOrder(3);
        for (let round = 0; round < 5; round++) {
          const { id, path } = await claimable(row.id);
          await Promise.all([
            bench.store(path, { destination: TRON }),
            desk.click(id, "cancel", { reason: "by mistake" }),
          ]);
          const { state, payouts, reversed_at } = await desk.read(id);
          const live = payouts.filter(({ outcome }: Json) => outcome !== "failed" && outcome !== "canceled");
          expect({ state, live: live.length, isBack: reversed_at !== null }).toEqual(
            reversed_at
              ? { state: "canceled", live: 0, isBack: true }
              : { state, live: state === "ready" ? 0 : 1, isBack: false },
          );
        }
      });

      it("takes no two addresses, no markup and no look-alike, nor a body with anything more", async () => {
        const { row } = await desk.paidOrder();
        const { path } = await claimable(row.id);
        for (const destination of [
          `${TRON}?amount=1`,
          `${TRON} ${TRON}`,
          `<b>${TRON}</b>`,
          TRON.replace("T", "Т"),
          "x".repeat(201),
        ]) {
          expect((await bench.store(path, { destination })).status).toBe(400);
        }
        expect((await bench.store(path, { destination: TRON, amount: "15" })).status).toBe(400);
        expect((await bench.store(path)).data.claim.status).toBe("open");
      });
    });

    it("takes no deposit address of an invoice, this one's or another's, on any network where it is the same account", async () => {
      const { row } = await desk.paidOrder();
      const other = await bench.checkout({ crypto_currency: "ETH" });
      const { address } = await bench.ledgerRow(other.sessionId);
      for (const [currency, destination] of [
        ["USDT_TRX", row.address],
        ["USDT_TRX", `tron:${row.address}?amount=1`],
        ["ETH", address],
        ["ETH", address.toLowerCase()],
        ["USDT", ` ${address}\u200b`],
        ["BNB", `ethereum:${address.toUpperCase().replace("0X", "0x")}@56`],
      ]) {
        const asked = { currency, destination };
        expect(await desk.refund(row.id, "5", asked), destination).toMatchObject({
          status: 400,
          data: { message: expect.stringContaining("address that the payment was sent to") },
        });
        const preview = await bench.admin(`/calypso/payments/${row.id}/refunds/preview`, {
          amount: "5",
          basis: "fiat",
          ...asked,
        });
        expect(preview.data.preview.problems).toContain("address");
      }
      const { path } = await claimable(row.id);
      expect((await bench.store(path, { destination: row.address })).status).toBe(400);
      expect(await desk.payouts()).toEqual([]);
    });

    it("pays nothing for money that Calypso froze, however the refund was requested", async () => {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { confirm: false });
      await bench.vendor.control(`/invoices/${sessionId}/hold`);
      await bench.vendor.control(`/invoices/${sessionId}/decline`);
      await bench.deliver({ id: "unknown", externalId: sessionId });
      const row = await bench.ledgerRow(sessionId);
      expect(row).toMatchObject({ outcome: "declined", attention: "declined" });
      for (const part of ["unclaimed", "captured", undefined]) {
        const answer = await desk.refund(row.id, "5", { destination: TRON, part });
        expect(answer).toMatchObject({ status: 400, data: { code: "money_frozen" } });
      }
      expect(await desk.payouts()).toEqual([]);
    });

    describe("money that is frozen after its refund was requested", () => {
      const freeze = (row: Json) =>
        desk.knex()("calypso_payment").where({ id: row.id }).update({ outcome: "declined" });

      it("is not paid out, and the refund says why", async () => {
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5", { destination: undefined });
        await freeze(row);
        expect(await desk.click(id, "destination", { destination: TRON })).toMatchObject({
          data: { refund: { state: "ready", error: expect.stringContaining("froze") } },
        });
        await desk.reconcile();
        expect(await desk.payouts()).toEqual([]);
      });

      it("is followed where the payout was sent before", async () => {
        const { row } = await desk.paidOrder();
        await desk.fault({ kind: "drop", operation: "payout.create", when: "after", count: null });
        const { id, state } = await desk.refunded(row.id, "5");
        expect(state).toBe("unknown");
        await desk.clearFaults();
        await freeze(row);
        await desk.click(id, "check");
        expect((await desk.read(id)).state).toMatch(/in_progress|completed/);
        expect(await desk.payouts()).toHaveLength(1);
      });
    });

    describe("an approval", () => {
      const above = async () => {
        const { row } = await desk.paidOrder(3);
        return { row, ...(await desk.refunded(row.id, "15")) };
      };

      it("counts once, and is no good after the refund was taken back", async () => {
        const { id } = await above();
        expect((await desk.click(id, "approve")).status).toBe(400);
        expect((await desk.click(id, "retry")).status).toBe(400);
        await desk.click(id, "cancel", { reason: "by mistake" });
        expect((await bench.secondAdmin(`/calypso/refunds/${id}/approve`, {})).status).toBe(400);
        expect(await desk.payouts()).toEqual([]);
      });

      it("given twice at once pays once", async () => {
        const { id } = await above();
        const approve = () => bench.secondAdmin(`/calypso/refunds/${id}/approve`, {});
        const answers = await Promise.all([approve(), approve(), approve()]);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        expect(await desk.payouts()).toHaveLength(1);
      });

      it("can't be had for one amount and used for another", async () => {
        const { row } = await desk.paidOrder(3);
        // An amount below the limit that pays out a hundred times its worth.
        const custom = { destination: TRON, basis: "custom", crypto_amount: "1000" };
        const answer = await desk.refund(row.id, "10", custom);
        expect(answer).toMatchObject({
          status: 400,
          data: { message: expect.stringContaining("is worth more than 10 EUR") },
        });
        // An amount of one currency that becomes as many of a dearer one.
        const { id } = await desk.refunded(row.id, "10", {
          basis: "custom",
          crypto_amount: "9",
          currency: "USDT_TRX",
          destination: undefined,
        });
        const changed = await desk.click(id, "destination", {
          destination: "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
          currency: "BTC",
        });
        expect(changed).toMatchObject({
          status: 400,
          data: { message: expect.stringContaining("amount of USDT_TRX") },
        });
        expect((await desk.click(id, "destination", { destination: TRON, amount: "30" })).status).toBe(400);
        expect(await desk.payouts()).toEqual([]);
        expect((await bench.admin(`/calypso/refunds?payment_id=${row.id}`)).data.refunds).toHaveLength(1);
      });

      it("an amount with more digits than the currency has is refused", async () => {
        const { row } = await desk.paidOrder();
        expect(await desk.refund(row.id, "1.001")).toMatchObject({ status: 400 });
        expect(await desk.refund(row.id, "1.0000")).toMatchObject({ status: 200 });
      });
    });

    describe("the day's limit", () => {
      const ledger = () => bench.container.resolve("calypso_ledger");
      const three = async () => {
        const ids: string[] = [];
        for (let count = 0; count < 3; count++) {
          const { row } = await desk.paidOrder(1);
          ids.push((await desk.refunded(row.id, "12", waiting)).id);
        }
        return { row: (await desk.paidOrder(1)).row, ids };
      };

      it("holds for two instances that count at the same moment: it is counted in the database", async () => {
        // 12 EUR each, of which 40 a day have room for three.
        const { row, ids: some } = await three();
        const ids = [...some, (await desk.refunded(row.id, "12", waiting)).id];
        const gate = bench.built<PassGate>("refunds/gatekeeper/pass-gate");
        const count = async (id: string) => {
          const refund = (await ledger().refunds.find(id)) as RefundRow;
          return gate.passGate(bench.container, [refund]);
        };
        const waiters = "datname = current_database() AND wait_event_type = 'Lock'";
        // Held rows let everybody count and nobody write: without a lock on the counting all would count before the first has written.
        const held = await desk.knex().transaction();
        await held("calypso_refund").whereIn("id", ids).forUpdate();
        const counting = Promise.all([...ids, ...ids.slice(0, 2)].map(count));
        try {
          await vi.waitFor(async () => {
            const { rows } = await desk.knex().raw(`SELECT pid FROM pg_stat_activity WHERE ${waiters}`);
            expect(rows).toHaveLength(6);
          }, 10_000);
        } finally {
          await held.rollback();
        }
        const refused = new Set((await counting).map((answer) => answer?.refund.id).filter(Boolean));
        expect(refused.size).toBe(1);
        const rows = await desk.knex()("calypso_refund").whereNotNull("submitted_at");
        expect(rows.map(({ id }: RefundRow) => id).sort()).toEqual(ids.filter((id) => !refused.has(id)).sort());
      });

      it("counts a refund on the day it goes out, not on the day it was first tried", async () => {
        const { row, ids } = await three();
        // Tried yesterday, refused, and tried again today.
        await desk
          .knex()("calypso_refund")
          .whereIn("id", ids)
          .update({ submitted_at: new Date(Date.now() - 86_400_000) });
        for (const id of ids) await desk.click(id, "destination", { destination: TRON });
        expect(await desk.payouts()).toHaveLength(3);
        const { state, error } = await desk.refunded(row.id, "5");
        expect({ state, error }).toEqual({ state: "ready", error: expect.stringContaining("36 EUR so far") });
      });

      it("counts a refund once on a day, and not at all when it is taken back", async () => {
        const { row } = await desk.paidOrder(4);
        const { id } = await desk.refunded(row.id, "12");
        await desk.vendor("fail");
        await desk.click(id, "retry");
        await desk.vendor("fail");
        await desk.click(id, "cancel", { reason: "by mistake" });
        for (let count = 0; count < 3; count++) await desk.refunded((await desk.paidOrder()).row.id, "12");
        const states = (await bench.admin("/calypso/refunds")).data.refunds;
        expect(states.filter(({ state }: Json) => state === "in_progress")).toHaveLength(3);
      });
    });
  },
});
