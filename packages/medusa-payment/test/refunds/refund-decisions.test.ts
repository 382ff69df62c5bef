import { deskOptions, OTHER, refundDesk, TRON } from "../support/refund-desk";
import { suite } from "../support/suite";

/** Who decides on a refund, and where it goes: limits, a second admin, the shopper. */
await suite({
  name: "refund-decisions",
  options: deskOptions,
  test: (bench) => {
    const { knex, medusaRefund, paidOrder, payouts, reconcile, refund, totals } = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      // Payouts go on when a test says so.
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    describe("who decides", () => {
      it("a second admin approves what is above the limit, and nobody else", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "15");
        expect(data.refund.state).toBe("awaiting_approval");
        expect(await payouts()).toEqual([]);
        const path = `/calypso/refunds/${data.refund.id}/approve`;
        expect(await bench.admin(path, {})).toMatchObject({ status: 400 });
        expect(await bench.secondAdmin(path, {})).toMatchObject({
          status: 200,
          data: { refund: { state: "in_progress" } },
        });
        expect(await payouts()).toHaveLength(1);
        expect(await bench.secondAdmin(path, {})).toMatchObject({ status: 400 });
      });

      it("an approval is void when the address changes", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "15", {});
        const path = `/calypso/refunds/${data.refund.id}`;
        await bench.secondAdmin(`${path}/destination`, { destination: TRON });
        // The second admin entered the address: now the first must not have asked for it either.
        expect(await bench.secondAdmin(`${path}/approve`, {})).toMatchObject({ status: 400 });
        expect(await bench.admin(`${path}/approve`, {})).toMatchObject({ status: 400 });
      });

      it("an API key can't approve, nor can the admin who created it approve what it requested", async () => {
        const { row } = await paidOrder();
        const first = (await refund(row.id, "15")).data.refund.id;
        const created = await bench.admin("/api-keys", { title: "integration", type: "secret" });
        const basic = Buffer.from(`${created.data.api_key.token}:`).toString("base64");
        const key = { authorization: `Basic ${basic}` };
        const approve = (id: string) => `/admin/calypso/refunds/${id}/approve`;
        expect(await bench.post(approve(first), {}, key)).toMatchObject({ status: 400 });

        const other = await paidOrder();
        const asked = { amount: "15", basis: "fiat", destination: TRON };
        const byKey = await bench.post(`/admin/calypso/payments/${other.row.id}/refunds`, asked, key);
        const { id } = byKey.data.refund;
        expect(await bench.admin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({ status: 400 });
        expect(await payouts()).toEqual([]);
        const { audit } = (await bench.admin(`/calypso/refunds/${id}`)).data.refund;
        expect(audit).toContainEqual(
          expect.objectContaining({
            action: "refund.approval_refused",
            data: { code: "approval_not_independent" },
          }),
        );
        expect(await bench.secondAdmin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({ status: 200 });
        expect(await payouts()).toHaveLength(1);
      });

      it("who created the claim link can't approve what came through it", async () => {
        const { row } = await paidOrder();
        const { id } = (await bench.secondAdmin(`/calypso/payments/${row.id}/refunds`, { amount: "15", basis: "fiat" }))
          .data.refund;
        const { url } = (await bench.admin(`/calypso/refunds/${id}/claim-link`, {})).data.claim_link;
        await bench.store(`/calypso/refund-claims/${url.split("/").at(-1)}`, { destination: TRON });
        expect(await bench.admin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({ status: 400 });
        expect(await bench.secondAdmin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({ status: 400 });
        expect(await payouts()).toEqual([]);
      });

      it("a refund in parts needs approval as soon as the parts exceed the limit together", async () => {
        const { row } = await paidOrder();
        expect((await refund(row.id, "7")).data.refund.state).toBe("in_progress");
        const { id, state, error } = (await refund(row.id, "6")).data.refund;
        expect({ state, error }).toEqual({ state: "awaiting_approval", error: expect.stringContaining("12 EUR") });
        expect(await payouts()).toHaveLength(1);
        expect(await bench.secondAdmin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({ status: 200 });
        expect(await payouts()).toHaveLength(2);
      });

      it("the limit of one refund holds for Medusa's own button", async () => {
        const { orderId } = await paidOrder(11);
        await medusaRefund(orderId, 105);
        const [{ id }] = (await bench.admin(`/calypso/refunds?order_id=${orderId}`)).data.refunds;
        await bench.admin(`/calypso/refunds/${id}/destination`, { destination: TRON });
        expect(await bench.secondAdmin(`/calypso/refunds/${id}/approve`, {})).toMatchObject({
          data: { refund: { state: "ready", error: expect.stringContaining("no refund may be above 100 EUR") } },
        });
        expect(await payouts()).toEqual([]);
      });

      it("no refund is above the limit, nor a day's refunds above theirs", async () => {
        const { row } = await paidOrder(11);
        expect(await refund(row.id, "100.01")).toMatchObject({ status: 400 });
        // Of different payments: together they would need an approval.
        for (let count = 0; count < 3; count++) await refund((await paidOrder()).row.id, "12");
        expect(await payouts()).toHaveLength(3);
        const { data } = await refund(row.id, "5");
        expect(data.refund).toMatchObject({
          state: "ready",
          error: expect.stringContaining("the day's limit of 40 EUR"),
        });
        expect(await payouts()).toHaveLength(3);
        await knex()("calypso_refund").update({ submitted_at: knex().raw("submitted_at - interval '1 day'") });
        await reconcile();
        expect(await payouts()).toHaveLength(4);
      });

      it("two admins at once can't refund more than there is, nor pay one refund twice", async () => {
        const { row, orderId } = await paidOrder();
        const answers = await Promise.all([refund(row.id, "9"), refund(row.id, "9"), refund(row.id, "9")]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
        const id = answers.find(({ status }) => status === 200)?.data.refund.id;
        await Promise.all([
          bench.admin(`/calypso/refunds/${id}/retry`, {}),
          bench.secondAdmin(`/calypso/refunds/${id}/retry`, {}),
          bench.admin(`/calypso/refunds/${id}/check`, {}),
        ]);
        expect(await payouts()).toHaveLength(1);
        expect((await totals(orderId)).refunded_total).toBe(9);
      });
    });

    describe("a claim", () => {
      const tokenOf = (url: string) => url.split("/").at(-1);

      it("lets the shopper give the address, once, by a link that nobody can guess", async () => {
        const requested = bench.listen("calypso.refund.requested");
        const claimed = bench.listen("calypso.refund.claimed");
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        expect(data.refund).toMatchObject({ state: "awaiting_destination" });
        await vi.waitFor(() => expect(requested).toHaveLength(1));
        const token = tokenOf(requested[0].claim_url);
        expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);

        expect((await bench.store(`/calypso/refund-claims/${token}`)).data).toEqual({
          claim: {
            status: "open",
            state: "awaiting_destination",
            amount: "5",
            currency_code: "EUR",
            crypto_currency: "USDT_TRX",
            crypto_name: "Tether USD",
            network: "TRON",
            token_standard: "TRC-20",
            expires_at: expect.any(String),
          },
        });
        const wrong = await bench.store(`/calypso/refund-claims/${token}`, { destination: `${TRON.slice(0, -1)}Y` });
        expect(wrong).toMatchObject({ status: 400, data: { message: expect.stringContaining("TRON address") } });
        expect(await bench.store(`/calypso/refund-claims/${token}`, { destination: TRON })).toMatchObject({
          status: 200,
          data: { claim: { status: "used", state: "in_progress" } },
        });
        expect(await payouts()).toMatchObject([{ withdrawals: [{ depositAddress: TRON }] }]);
        await vi.waitFor(() => expect(claimed).toHaveLength(1));
        const again = await bench.store(`/calypso/refund-claims/${token}`, { destination: OTHER });
        expect(again).toMatchObject({ status: 400, data: { message: expect.stringContaining("used") } });
        expect(await payouts()).toHaveLength(1);
        const stored = JSON.stringify(await bench.container.resolve("calypso_ledger").listLedgerClaims({}));
        expect(stored).not.toContain(token);
      });

      it("is won by one of two who try at once", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        const { url } = (await bench.admin(`/calypso/refunds/${data.refund.id}/claim-link`, {})).data.claim_link;
        const path = `/calypso/refund-claims/${tokenOf(url)}`;
        const answers = await Promise.all([TRON, OTHER].map((destination) => bench.store(path, { destination })));
        expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
        expect(await payouts()).toHaveLength(1);
      });

      it("ends when a new link is made, when an admin revokes it, and when its time is over", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        const path = `/calypso/refunds/${data.refund.id}/claim-link`;
        const link = async () => tokenOf((await bench.admin(path, {})).data.claim_link.url);
        const status = async (token: string | undefined) =>
          (await bench.store(`/calypso/refund-claims/${token}`)).data.claim.status;
        const first = await link();
        const second = await link();
        expect([await status(first), await status(second)]).toEqual(["revoked", "open"]);
        await bench.remove(`/admin${path}`);
        expect(await status(second)).toBe("revoked");
        const third = await link();
        await knex()("calypso_claim").update({ expires_at: new Date(Date.now() - 1_000) });
        expect(await status(third)).toBe("expired");
        expect(await bench.store(`/calypso/refund-claims/${third}`, { destination: TRON })).toMatchObject({
          status: 400,
        });
        expect(await bench.store("/calypso/refund-claims/none")).toMatchObject({ status: 404 });
        expect(await payouts()).toEqual([]);
      });

      it("is offered for a refund of Medusa's own button too", async () => {
        const requested = bench.listen("calypso.refund.requested");
        const { orderId } = await paidOrder();
        await medusaRefund(orderId, 5);
        await vi.waitFor(() => expect(requested).toMatchObject([{ claim_url: expect.any(String), amount: "5" }]));
        await bench.store(`/calypso/refund-claims/${tokenOf(requested[0].claim_url)}`, { destination: TRON });
        expect(await payouts()).toHaveLength(1);
      });
    });
  },
});
