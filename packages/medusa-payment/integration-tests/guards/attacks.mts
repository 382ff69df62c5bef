import type { Guard } from "./guard.mts";

const withoutSameInvoice = [{ file: "settle/read-payment.ts", text: "  checkIsSame(row, invoice);\n", instead: "" }];
const fiat = 'if (!sameAmount || invoice.fiatCurrency?.toLowerCase() !== row.currency_code) return "mismatch";';

export const attacks: Guard[] = [
  {
    test: "purchase: gets 401 and leaves no trace, whichever byte was changed",
    without: [
      {
        file: "webhooks/verify-request.ts",
        text: "return new Webhook(secret).verify(rawBody, headers);",
        instead: "return secret && headers && JSON.parse(rawBody.toString());",
      },
    ],
  },
  {
    test: "attacks: one cart's invoice and another cart's session settles the invoice's cart, and no other",
    without: [
      {
        file: "webhooks/handle-webhook.ts",
        text: "    (await ledger.payments.findByVendor({ id, idempotencyKey })) ??\n",
        instead: "",
      },
    ],
  },
  {
    test: "attacks: another merchant's invoice is acknowledged, since it would come for five days, and does nothing",
    without: [
      {
        file: "webhooks/handle-webhook.ts",
        text: "      if (isNotFound(error)) return { externalId: undefined };\n",
        instead: "",
      },
    ],
  },
  {
    test: "attacks: a payment of an account that the settings no longer name captures nothing, and is listed",
    without: [
      {
        file: "settle/settle-payment.ts",
        text: "if (row.account !== settling.ledger.settings.account) {",
        instead: "if (!settling.ledger.settings.account) {",
      },
    ],
  },
  {
    test: "attacks: is about another invoice: 503, nothing is written down, and the next delivery settles",
    without: withoutSameInvoice,
  },
  {
    test: "attacks: has another idempotency key: 503, nothing is written down, and the next delivery settles",
    without: withoutSameInvoice,
  },
  {
    test: "attacks: has another fiat amount than was asked for: nothing is captured, and it is listed",
    without: [{ file: "settle/read-payment.ts", text: fiat, instead: fiat.replace("!sameAmount || ", "") }],
  },
  {
    test: "attacks: has another fiat currency than was asked for: nothing is captured, and it is listed",
    without: [{ file: "settle/read-payment.ts", text: fiat, instead: 'if (!sameAmount) return "mismatch";' }],
  },
  {
    test: "attacks: has another fiat no amount than was asked for: nothing is captured, and it is listed",
    without: [
      {
        file: "settle/read-payment.ts",
        text: "invoice.fiatAmount !== undefined && decimal",
        instead: "invoice.fiatAmount === undefined || decimal",
      },
    ],
  },
  {
    test: "attacks: webhooks, the job, the shopper and an admin's acceptance at once: one order, one capture over its amount",
    without: [
      {
        file: "settle/settle-payment.ts",
        text: "return container.resolve(Modules.LOCKING).execute(key, inside, { timeout: LOCK_TIMEOUT_S });",
        instead: "return inside();",
      },
    ],
  },
  {
    test: "attacks: this machine's clock is hours off the vendor's: payments go on, and the health report says so",
    without: [
      {
        file: "health/check-health.ts",
        text: "SKEW_WARN_MS = 60_000",
        instead: "SKEW_WARN_MS = Number.POSITIVE_INFINITY",
      },
    ],
  },
  {
    // What an order that is there already waits for is captured by this alone.
    test: "attacks: at the step completed: a later delivery ends it, once",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "if (!(await isBooked(container, payment, order_id))) {",
        instead: "if (!payment.id) {",
      },
    ],
  },
  {
    test: "indexes: no read of the ledger reads a whole table, however much is in it",
    without: [
      {
        file: "modules/ledger/ledger-database.ts",
        text: 'return this.knex<Row>(table).whereNull("deleted_at") as',
        instead: "return this.knex<Row>(table) as",
      },
    ],
  },
];
