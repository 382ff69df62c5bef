import { type Json, suite } from "../support/suite";

type Reconcile = typeof import("../../src/reconcile/reconcile");

await suite({
  name: "offers",
  options: { checkout: { expiresAfterMinutes: 15, leastAmount: { eur: "10" } } },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const reconcile = (options = {}) =>
      bench
        .built<Reconcile>("reconcile/reconcile")
        .reconcile(bench.container, { graceMs: -1_000, lateMoneyMs: 0, ...options });

    it("offers only currencies that are listed, enabled and active, with waiting time and least amount", async () => {
      // The lists are cached for as long as the settings live.
      await bench.vendor.control("/settings", { inactiveCurrencies: ["ETH"], disabledCurrencies: ["LTC"] });
      const { data } = await bench.store("/calypso/currencies?currency_code=eur");
      const codes = data.currencies.map(({ code }: Json) => code);
      expect(codes).toEqual(expect.arrayContaining(["BTC", "USDT_TRX"]));
      expect(codes).not.toEqual(expect.arrayContaining(["ETH"]));
      expect(codes).not.toEqual(expect.arrayContaining(["LTC"]));
      const bitcoin = data.currencies.find(({ code }: Json) => code === "BTC");
      expect(bitcoin).toMatchObject({ usual_minutes: 60, least_fiat_amount: "10" });
    });

    it("raises the lifetime of an invoice to what its network needs", async () => {
      const minutes = ({ data }: Json) => Math.round((Date.parse(data.expires_at) - Date.now()) / 60_000);
      expect(minutes(await bench.checkout({ crypto_currency: "BTC" }))).toBe(360);
      expect(minutes(await bench.checkout({ crypto_currency: "USDT_TRX" }))).toBe(30);
      const { data } = await bench.admin("/calypso/health");
      const check = data.health.checks.find(({ name }: Json) => name === "lifetime");
      expect(check).toMatchObject({ status: "warn", message: expect.stringContaining("Bitcoin (360)") });
    });

    it("refuses an amount below the merchant's least without a row", async () => {
      // A mug at this price, and five for shipping.
      await expect(bench.checkoutAt(1)).rejects.toThrow(/start at 10 EUR/);
      const rows = await bench.container.resolve("calypso_ledger").listLedgerPayments({});
      expect(rows).toEqual([]);
    });

    it("finds money of an expired invoice whose webhook was lost", async () => {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { unseen: true });
      await reconcile();
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "expired", closed_at: expect.any(Date) });
      await bench.vendor.control(`/invoices/${sessionId}/find`);
      // Not due yet: the last look was a moment ago.
      await reconcile({ lateMoneyMs: 60_000 });
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "expired" });
      await reconcile();
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "late", attention: "late", closed_at: null });
    });
  },
});
