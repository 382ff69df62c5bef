// Long because it is one story: each group uses the results of the groups before it, and the last test counts all 110.

import { randomUUID } from "node:crypto";
import { operations } from "@calypso-commerce/core/schemas";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createClientDriver, createDriver, type Driver } from "../support/driver.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let emulator: Emulator;
let merchant: Merchant;
let driver: Driver;
let receiver: Awaited<ReturnType<typeof createReceiver>>;

const evm = (digit: string) => `0x${digit.repeat(40)}`;
const key = () => ({ idempotencyKey: randomUUID() });
const balance = async (currency: string): Promise<number> => {
  const { balances } = await driver.call("account.get");
  return balances.find((entry: { currency: string }) => entry.currency === currency).amount;
};
const arrived = (type: string) =>
  waitUntil(type, () => receiver.received.find(({ json }) => json.data.type === type)?.json.data);

describe.each([
  ["signed by node:crypto", (created: Emulator) => createDriver(createMerchant(created))],
  ["through core's client", createClientDriver],
])("every operation, %s", (_how, create) => {
  beforeAll(async () => {
    emulator = await createEmulator({ timeScale: 0.001 });
    merchant = createMerchant(emulator);
    driver = create(emulator);
    receiver = await createReceiver();
  });
  afterAll(async () => {
    await emulator.close();
    await receiver.close();
  });

  it("webhook", async () => {
    const requestId = randomUUID();
    const services = [
      "INVOICE",
      "PAYOUT",
      "FIAT_DEPOSIT",
      "FIAT_WITHDRAWAL",
      "FIAT_APPLIER",
      "TOP_UP",
      "CUSTOMER_PURSE",
    ];
    await driver.call("webhook.create", { requestId, notificationServiceTypes: ["INVOICE"], url: receiver.url });
    const changed = await driver.call("webhook.change", {
      requestId,
      notificationServiceTypes: services,
      url: receiver.url,
    });
    expect(changed.notificationEventTypes).toContain("CUSTOMER_PURSE_EXPIRED");
    await driver.call("webhook.regenerateKeys", { requestId });
    const other = randomUUID();
    await driver.call("webhook.create", {
      requestId: other,
      notificationEventTypes: ["INVOICE_PAID"],
      url: receiver.url,
    });
    await driver.call("webhook.delete", { requestId: other });
    expect((await driver.call("webhook.list")).subscriptions).toHaveLength(1);
  });

  it("account, user, currency, rate", async () => {
    await merchant.control("/account/top-up", { currency: "DAI", amount: "12.5" });
    expect(await balance("DAI")).toBe(12.5);
    expect(await arrived("WALLET_FUNDS_DELIVERED_ACCOUNT")).toMatchObject({ currency: "DAI", amount: 12.5 });
    expect((await driver.call("user.current")).availableAccounts).toEqual([
      { account: emulator.account, name: expect.any(String) },
    ]);
    await driver.call("currency.all");
    await driver.call("currency.fiat");
    expect((await driver.call("currency.cryptoFullInfo")).cryptoCurrencies).toHaveLength(17);
    const { currencyRates } = await driver.call("rate.get", { fromCurrencies: ["BTC"], toCurrencies: ["USDT", "USD"] });
    expect(currencyRates.map(({ rates }: { rates: number }) => rates)).toEqual([64_000, 64_000]);
    expect((await driver.call("rate.fiat", { from: ["ETH"], to: ["USD", "EUR"] })).ratesMap).toEqual({
      ETH: { USD: 2500, EUR: 2300 },
    });
  });

  it("invoice", async () => {
    const common = { currency: "ETH", description: "Mug", externalId: "order_7" };
    const single = await driver.call("invoice.createSingle", { ...common, ...key(), amount: 0.01 });
    const fiat = await driver.call("invoice.createSingleFiat", {
      ...common,
      ...key(),
      fiatAmount: 20,
      fiatCurrency: "USD",
      fiatAvailable: true,
    });
    const bound = await driver.call("invoice.createBound", { ...common, ...key(), lowerBound: 1 });
    const unlimited = await driver.call("invoice.createUnlimited", { ...common, ...key() });
    await driver.call("invoice.createUnlimitedLinked", { ...common, ...key() });
    expect(unlimited).not.toHaveProperty("amount");

    // Below its bound it keeps waiting with money received; at or above its bound it is paid.
    await merchant.control(`/invoices/${bound.id}/pay`, { amount: "0.4", instant: true });
    expect(await driver.call("invoice.get", { id: bound.id })).toMatchObject({
      state: "PENDING_PAYMENT",
      totalDebitAmount: 0.4,
    });
    await merchant.control(`/invoices/${bound.id}/pay`, { amount: "0.7", instant: true });
    expect(await driver.call("invoice.get", { id: bound.id })).toMatchObject({ state: "COMPLETED" });

    // An unlimited invoice takes any number of payments and keeps its state.
    for (const amount of ["0.1", "0.25"]) {
      await merchant.control(`/invoices/${unlimited.id}/pay`, { amount, instant: true });
    }
    expect(await driver.call("invoice.get", { id: unlimited.id })).toMatchObject({
      state: "PENDING_PAYMENT",
      totalDebitAmount: 0.35,
    });
    const deposits = await driver.call("invoice.listDeposits", { id: unlimited.id, sort: "ASC", pageSize: 1 });
    expect(deposits).toMatchObject({ page: 1, size: 1, total: 2, totalElements: 2, result: [{ amount: 0.1 }] });
    const deposit = { id: unlimited.id, transactionId: deposits.result[0].id };
    expect(await driver.call("invoice.getDeposit", deposit)).toEqual(deposits.result[0]);

    await merchant.control(`/invoices/${single.id}/pay`, { amount: "over", instant: true });
    await driver.call("invoice.returnToPaid", { id: single.id });
    await waitUntil(
      "completion",
      async () => (await driver.call("invoice.get", { id: single.id })).state === "COMPLETED",
    );
    await driver.call("invoice.closeIntervention", { id: single.id });

    const { geo } = await driver.call("fiat.geo");
    const [usa] = geo.filter((place: { geoCode: string }) => place.geoCode === "US");
    const { method } = await driver.call("fiat.methods", { currency: "ETH", geoId: usa.geoId });
    const { url } = await driver.call("fiat.createOrder", {
      orderType: "INVOICE",
      amountInCrypto: fiat.amount,
      idempotencyKey: fiat.idempotencyKey,
      rateId: method[0].fixedRateId,
    });
    expect(url).toMatch(`${emulator.url}/onramp/`);
    const payments = await driver.call("invoice.listPayments", { id: fiat.id });
    expect(payments.result).toEqual([{ id: expect.any(String), state: "IN_PROGRESS" }]);
    const adjustment = { amount: String(fiat.amount), reason: "bank fee" };
    await merchant.control(`/fiat-orders/${payments.result[0].id}/adjust`, adjustment);
    expect(await arrived("FIAT_APPLIER_ADJUSTMENT")).toMatchObject({
      sumAfterAdjustment: fiat.amount,
      currency: "ETH",
    });
    await merchant.control(`/fiat-orders/${payments.result[0].id}/pay`);
    await waitUntil(
      "the invoice",
      async () => (await driver.call("invoice.get", { id: fiat.id })).state === "COMPLETED",
    );
    expect((await driver.call("invoice.getPayment", { id: fiat.id })).state).toBe("COMPLETED");
    expect(await driver.call("fiat.getOrder", { idempotencyKey: fiat.idempotencyKey })).toMatchObject({
      state: "paid",
      invoiceId: fiat.id,
    });

    expect((await driver.call("invoice.listByExternalId", { externalId: "order_7" })).totalElements).toBe(5);
    const archived = await driver.call("invoice.archive", { id: unlimited.id });
    expect(archived.state).toBe("ARCHIVED");
    const list = await driver.call("invoice.list", { stateNames: ["ARCHIVED"], typeNames: ["UNLIMITED"] });
    expect(list.result).toEqual([archived]);
  });

  it("paymentWidget", async () => {
    const common = { description: "Mug", cryptoCurrencies: ["BTC", { name: "ETH" }] };
    const widget = await driver.call("paymentWidget.createSingleFiat", {
      ...common,
      ...key(),
      fiatAmount: 20,
      fiatCurrency: "USD",
    });
    expect(widget.cryptoCurrencies).toEqual(["BTC", "ETH"]);
    const requestId = widget.idempotencyKey;
    await merchant.control("/settings", { currencyObjects: true });
    expect((await driver.call("paymentWidget.findSingleFiat", { requestId })).cryptoCurrencies).toMatchObject([
      { name: "BTC", blockchainName: "BITCOIN" },
      { name: "ETH", feeCurrencyName: "ETH" },
    ]);
    await merchant.control("/settings", { currencyObjects: false });
    const { json: invoice } = await merchant.control(`/widgets/${requestId}/choose`, { currency: "ETH" });
    expect(await driver.call("paymentWidget.findSingleFiat", { requestId })).toMatchObject({
      widgetState: "IN_PROGRESS",
      invoices: [{ invoiceId: invoice.id, cryptoCurrency: "ETH" }],
    });
    await merchant.control(`/invoices/${invoice.id}/pay`, { instant: true });
    expect((await driver.call("paymentWidget.findSingleFiat", { requestId })).widgetState).toBe("COMPLETED");
    const second = await driver.call("paymentWidget.createSingleFiat", {
      ...common,
      ...key(),
      fiatAmount: 5,
      fiatCurrency: "EUR",
    });
    const closed = await driver.call("paymentWidget.archiveSingleFiat", { requestId: second.idempotencyKey });
    expect(closed.widgetState).toBe("ARCHIVED");
    const listed = await driver.call("paymentWidget.listSingleFiat", { widgetStates: ["ARCHIVED"], size: 5 });
    expect(listed.result).toEqual([closed]);

    const linked = await driver.call("paymentWidget.createUnlimitedLinked", { ...common, ...key() });
    const linkedKey = { requestId: linked.idempotencyKey };
    const { json: open } = await merchant.control(`/widgets/${linked.idempotencyKey}/choose`, { currency: "BTC" });
    await merchant.control(`/invoices/${open.id}/pay`, { amount: "0.001", instant: true });
    expect((await driver.call("paymentWidget.findUnlimitedLinked", linkedKey)).widgetState).toBe("IN_PROGRESS");
    await driver.call("paymentWidget.archiveUnlimitedLinked", linkedKey);
    expect((await driver.call("paymentWidget.listUnlimitedLinked", {})).totalElements).toBe(1);
  });

  it("payout", async () => {
    const payout = await driver.call("payout.create", {
      depositAddress: evm("1"),
      amount: 3,
      currency: "USDT",
      ...key(),
    });
    await waitUntil(
      "completion",
      async () => (await driver.call("payout.get", { id: payout.id })).state === "COMPLETED",
    );
    expect((await driver.call("payout.list", { stateNames: ["COMPLETED"] })).totalElements).toBe(1);
    const later = await driver.call("payout.create", {
      depositAddress: evm("1"),
      amount: 3,
      currency: "USDT",
      executionDate: new Date(Date.now() + 3_600_000).toISOString(),
      ...key(),
    });
    expect((await driver.call("payout.list", { isExecutionDateInFuture: true })).result).toHaveLength(1);
    const canceled = await driver.call("payout.cancel", { dealId: later.id, message: "wrong address" });
    expect(canceled).toMatchObject({ state: "CANCELED", cancellation: { cancelMessage: "wrong address" } });
    expect((await merchant.call("/payout/cancel", { dealId: payout.id })).status).toBe(400);

    const rows = [evm("2"), evm("3")].map((depositAddress, index) => ({ depositAddress, amount: 10 + index }));
    const newMass = { currency: "USDT", name: "Salaries", massAddresses: rows };
    await merchant.control("/settings", { autoPayouts: false });
    const mass = await driver.call("payout.createMass", { ...newMass, ...key() });
    expect(mass).toMatchObject({ state: "CREATION_IN_PROGRESS", totalWithdrawalAmount: 21, totalCalypsoFee: 0.21 });
    const { result } = await driver.call("payout.listWithdrawals", { dealId: mass.id, stateNames: ["DRAFT"] });
    expect(result).toHaveLength(2);
    await merchant.control(`/payouts/${mass.id}/advance`);
    await merchant.control(`/payouts/${mass.id}/advance`);
    // One row fails, so that the mass payout completes with an error inside.
    await merchant.control(`/withdrawals/${result[0].id}/fail`);
    await merchant.control(`/payouts/${mass.id}/advance`);
    expect(await driver.call("payout.getMass", { idempotencyKey: mass.idempotencyKey })).toMatchObject({
      state: "COMPLETED",
    });
    expect((await driver.call("payout.getWithdrawal", { requestId: result[0].id })).state).toBe("FAILED");
    const unwanted = await driver.call("payout.createMass", { ...newMass, ...key() });
    await driver.call("payout.cancelMass", { idempotencyKey: unwanted.idempotencyKey });
    expect((await driver.call("payout.listMass", { stateNames: ["CANCELED"] })).result).toHaveLength(1);
    const many = Array.from({ length: 101 }, () => ({
      depositAddress: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
      amount: 1,
    }));
    const tooMany = { currency: "TRX", name: "Many", massAddresses: many, ...key() };
    expect((await merchant.call("/payout/mass/create", tooMany)).status).toBe(400);
    await merchant.control("/settings", { autoPayouts: true });
  });

  it("exchange", async () => {
    const pair = { sourceCurrency: "USDT", destinationCurrency: "ETH" };
    const before = await balance("ETH");
    expect((await driver.call("exchange.pairs")).currencyPairs.USDT).toHaveLength(16);
    expect(await driver.call("exchange.limit", pair)).toMatchObject({ minLimit: 10, maxLimit: 50_000 });
    expect(await driver.call("exchange.averageRate", pair)).toEqual({ rate: 0.0004 });
    // 100 USDT at 2500, less 1%.
    expect((await driver.call("exchange.preCalculate", { ...pair, amount: 100 })).amount).toBe(0.0396);
    const { id } = await driver.call("exchange.create", { ...pair, amount: 100 });
    await waitUntil("completion", async () => (await driver.call("exchange.get", { id })).state === "COMPLETED");
    expect(await balance("ETH")).toBeCloseTo(before + 0.0396, 9);
    expect((await driver.call("exchange.find", { state: ["COMPLETED"], sort: "ASC" })).totalElements).toBe(1);
    const tooMuch = { ...pair, amount: 49_999 };
    expect(await merchant.call("/exchange/create", tooMuch)).toMatchObject({
      status: 400,
      json: { error: "NOT_ENOUGH_FUNDS" },
    });
  });

  it("customerPurse", async () => {
    const customer = await driver.call("customerPurse.createCustomer", { email: "a@b.example", externalId: "c_1" });
    const customerId = customer.id;
    await driver.call("customerPurse.updateCustomer", { id: customerId, description: "regular" });
    expect((await driver.call("customerPurse.blockCustomer", { customerId })).blocked).toBe(true);
    await driver.call("customerPurse.unblockCustomer", { customerId });
    expect(await driver.call("customerPurse.getCustomer", { customerId })).toEqual({
      id: customerId,
      email: "a@b.example",
      description: "regular",
      externalId: "c_1",
      blocked: false,
    });
    const found = await driver.call("customerPurse.findCustomersByExternalId", { externalId: "c_1" });
    expect(found.customers).toHaveLength(1);
    const { address } = await driver.call("customerPurse.getAddress", { customerId, currency: "ETH" });
    expect((await driver.call("customerPurse.getAddress", { customerId, currency: "USDT_BSC" })).address).toBe(address);
    const tron = await driver.call("customerPurse.getAddress", { customerId, currency: "TRX" });
    expect(tron.address).toMatch(/^T/);
    const before = await balance("ETH");
    const { json } = await merchant.control(`/customers/${customerId}/deposit`, { currency: "ETH", amount: "2" });
    const transactionId = json.id;
    await waitUntil(
      "the credit",
      async () =>
        (await driver.call("customerPurse.getTransaction", { transactionId })).translationToAccountCompleted === true,
    );
    expect(await balance("ETH")).toBeCloseTo(before + 1.98, 9);
    expect(await arrived("CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE")).toMatchObject({ transactionId, customerId });
    const held = await merchant.control(`/customers/${customerId}/deposit`, {
      currency: "TRX",
      amount: "9",
      hold: true,
    });
    await merchant.control(`/purse-transactions/${held.json.id}/decline`);
    await arrived("CUSTOMER_PURSE_COMPLIANCE_DECLINED");
    const declined = await driver.call("customerPurse.findTransactions", {
      customerId,
      currencyFilter: { notIn: ["ETH"] },
      transactionStateFilter: { equals: "DECLINED" },
    });
    expect(declined.result).toMatchObject([{ id: held.json.id, complianceState: "DECLINE" }]);
    // The address is blocked for good: the customer gets another one.
    expect(await driver.call("customerPurse.getAddress", { customerId, currency: "TRX" })).not.toEqual(tron);
  });

  it("fiatDeposit, fiatWithdrawal", async () => {
    const { geo } = await driver.call("fiatDeposit.geo");
    const { geoId } = geo.find((place: { geoCode: string }) => place.geoCode === "DE");
    const offer = await driver.call("fiatDeposit.methods", { geoId, currency: "USDT", fiatAmount: 92 });
    expect(offer.methods[0]).toMatchObject({ fiatAmount: 92, cryptoAmount: 100, fiatCurrency: "EUR" });
    const request = { rateId: offer.fixedRateId, itemId: offer.methods[0].itemId, fiatAmount: 92 };
    const before = await balance("USDT");
    const order = await driver.call("fiatDeposit.createOrder", {
      ...request,
      ...key(),
      description: "Top up",
      returnUrl: "https://shop.example/",
    });
    const { redirectUrl } = await driver.call("fiatDeposit.confirmOrder", { id: order.id, requestParams: {} });
    expect((await fetch(redirectUrl)).status).toBe(200);
    await merchant.control(`/fiat-orders/${order.id}/pay`);
    const isCompleted = async () => (await driver.call("fiatDeposit.getOrder", { id: order.id })).state === "COMPLETED";
    await waitUntil("completion", isCompleted);
    expect(await balance("USDT")).toBe(before + 100);
    expect(await arrived("FIAT_DEPOSIT_FIAT_FUNDS_RECEIVED")).toMatchObject({ orderId: order.id, fiatAmount: "92" });
    expect((await driver.call("fiatDeposit.generateKey")).key).toMatch(/^[0-9a-f-]{36}$/);

    await driver.call("fiatWithdrawal.geo");
    const out = await driver.call("fiatWithdrawal.methods", { geoId, currency: "USDT", cryptoAmount: 50 });
    const withdraw = async () =>
      driver.call("fiatWithdrawal.createOrder", {
        rateId: out.fixedRateId,
        itemId: out.methods[0].itemId,
        cryptoAmount: 50,
        ...key(),
      });
    const bySepa = await withdraw();
    await driver.call("fiatWithdrawal.confirmBySepa", {
      orderId: bySepa.id,
      requestParams: {},
      accountNumber: "DE02120300000000202051",
      accountName: "A. Merchant",
    });
    await waitUntil(
      "completion",
      async () => (await driver.call("fiatWithdrawal.getOrder", { id: bySepa.id })).state === "COMPLETED",
    );
    await arrived("FIAT_WITHDRAWAL_SUCCESS");
    await driver.call("fiatWithdrawal.confirmBySwift", {
      orderId: (await withdraw()).id,
      accountNumber: "123",
      bankSwift: "COBADEFF",
    });
    await driver.call("fiatWithdrawal.confirmByCard", { orderId: (await withdraw()).id, card: "4111111111111111" });
    expect(await balance("USDT")).toBe(before - 50);
  });

  it("cryptoToFiat", async () => {
    const currencies = { currency: "USDT", fiatCurrency: "EUR" };
    const { rateId } = await driver.call("cryptoToFiat.fixRate", { type: "CARD", ...currencies });
    await driver.call("cryptoToFiat.getLimit", { type: "SEPA", fiatCurrency: "EUR" });
    const card = await driver.call("cryptoToFiat.createCardOrder", {
      ...currencies,
      fixedRateId: rateId,
      fiatAmount: 46,
      card: "4111111111111111",
      type: "CARD",
      ...key(),
    });
    expect(card).toMatchObject({ state: "INIT", amountInCrypto: 50, amountInFiat: 46 });
    await driver.call("cryptoToFiat.createSepaOrder", {
      ...currencies,
      fixedRateId: rateId,
      cryptoAmount: 50,
      accountNumber: "DE02120300000000202051",
      accountName: "A. Merchant",
      accountEmail: "a@b.example",
      type: "SEPA",
      ...key(),
    });
    await waitUntil(
      "completion",
      async () => (await driver.call("cryptoToFiat.getOrder", { orderId: card.orderId })).state === "COMPLETED",
    );
  });

  it("settlementWallet, settlementPayout", async () => {
    const wallet = await driver.call("settlementWallet.create", { name: "Cold", blockchain: "ETHEREUM" });
    await merchant.control(`/settlement-wallets/${wallet.address}/top-up`, { currency: "USDT", amount: "500" });
    await driver.call("settlementWallet.rename", { address: wallet.address, name: "Colder" });
    const held = await driver.call("settlementWallet.get", { address: wallet.address });
    expect(held.balances).toContainEqual({ currency: "USDT", amount: 500, token: true });
    expect((await driver.call("settlementWallet.opcodes")).opCodes).toContain("WITHDRAWAL");
    expect((await driver.call("settlementWallet.list", { nameOrAddress: "Colder" })).result).toEqual([held]);

    const from = { withdrawalAddress: wallet.address, currency: "USDT" };
    const payout = await driver.call("settlementPayout.create", {
      ...from,
      depositAddress: evm("4"),
      amount: 100,
      ...key(),
    });
    const state = async () => (await driver.call("settlementPayout.get", { id: payout.id })).state;
    await waitUntil("completion", async () => (await state()) === "COMPLETED");
    const [withdrawal] = (
      await driver.call("settlementPayout.listWithdrawals", { dealId: payout.id, stateNames: ["COMPLETED"] })
    ).result;
    expect(await driver.call("settlementPayout.getWithdrawal", { requestId: withdrawal.id })).toEqual(withdrawal);
    expect((await driver.call("settlementPayout.list", {})).totalElements).toBe(1);
    const transactions = await driver.call("settlementWallet.listTransactions", { walletAddress: wallet.address });
    expect(transactions.result.map(({ opCode }: { opCode: string }) => opCode)).toEqual(["WITHDRAWAL", "TOP_UP"]);

    await merchant.control("/settings", { autoPayouts: false });
    const waiting = await driver.call("settlementPayout.create", {
      ...from,
      depositAddress: evm("4"),
      amount: 1,
      ...key(),
    });
    expect((await driver.call("settlementPayout.cancel", { dealId: waiting.id })).state).toBe("CANCELED");
    const massAddresses = [{ depositAddress: evm("5"), amount: 10 }];
    const mass = await driver.call("settlementPayout.createMass", {
      ...from,
      name: "Partners",
      massAddresses,
      ...key(),
    });
    await merchant.control(`/payouts/${mass.id}/complete`);
    expect((await driver.call("settlementPayout.getMass", { id: mass.id })).state).toBe("COMPLETED");
    const other = await driver.call("settlementPayout.createMass", {
      ...from,
      name: "Partners",
      massAddresses,
      ...key(),
    });
    await driver.call("settlementPayout.cancelMass", { dealId: other.id });
    expect((await driver.call("settlementPayout.listMass", {})).totalElements).toBe(2);
    await driver.call("settlementWallet.archive", { address: wallet.address });
    expect((await merchant.call("/settlement/wallet", { address: wallet.address })).status).toBe(400);
  });

  it("report, settlementReport", async () => {
    const period = { firstDate: "2020-01-01T00:00:00Z", lastDate: "2100-01-01T00:00:00Z", zoneOffset: "+02:00" };
    const rows: Record<string, number> = {};
    for (const name of ["payout", "invoice", "incoming", "fiat", "exchange", "balance"] as const) {
      rows[name] = (await driver.call(`report.${name}`, period)).data.rows.length;
    }
    for (const name of ["outgoing", "incoming", "balance", "all"] as const) {
      rows[`settlement ${name}`] = (await driver.call(`settlementReport.${name}`, period)).data.rows.length;
    }
    expect(Object.entries(rows).filter(([, count]) => count === 0)).toEqual([]);
    const none = await driver.call("report.incoming", { ...period, lastDate: "2020-01-02T00:00:00Z" });
    expect(none.data.rows).toEqual([]);
  });

  it("was called, none of the 110 missing", () => {
    const missing = Object.keys(operations).filter((name) => !(driver.done as Set<string>).has(name));
    expect(missing).toEqual([]);
    expect(driver.done.size).toBe(110);
  });
});
