import type { RegressionGroup } from "./regression.mts";

const withoutSameInvoice = [{ file: "payment/read-payment.ts", text: "  checkIsSame(row, invoice);\n", instead: "" }];
const fiat = 'if (!sameAmount || invoice.fiatCurrency?.toLowerCase() !== row.currency_code) return "mismatch";';

export const attacks: RegressionGroup = {
  title: "Attacks and errors",
  regressions: [
    {
      problem: "a forged webhook",
      test: "purchase/purchase: gets 401 and leaves no trace, whichever byte was changed",
      mutations: [
        [
          {
            file: "webhooks/verify-request.ts",
            text: "return new Webhook(secret).verify(rawBody, headers);",
            instead: "return secret && headers && JSON.parse(rawBody.toString());",
          },
        ],
      ],
    },
    {
      problem: "a webhook that names another cart's session",
      test: "security/attacks: one cart's invoice and another cart's session settles the invoice's cart, and no other",
      mutations: [
        [
          {
            file: "webhooks/handle-webhook.ts",
            text: "    (await ledger.payments.findByVendor({ id, idempotencyKey })) ??\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a webhook about another merchant's invoice",
      test: "security/attacks: another merchant's invoice is acknowledged, since it would come for five days, and does nothing",
      mutations: [
        [
          {
            file: "webhooks/handle-webhook.ts",
            text: "      if (isNotFound(error)) return { externalId: undefined };\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a payment of another account",
      test: "security/attacks: a payment of an account that the settings no longer name captures nothing, and is listed",
      mutations: [
        [
          {
            file: "settle/settle-payment.ts",
            text: "if (row.account !== context.ledger.settings.credentials.account) {",
            instead: "if (!context.ledger.settings.credentials.account) {",
          },
        ],
      ],
    },
    {
      problem: "an answer about another invoice",
      test: "security/attacks: is about another invoice: 503, nothing is written down, and the next delivery settles",
      mutations: [withoutSameInvoice],
    },
    {
      problem: "an answer with another idempotency key",
      test: "security/attacks: has another idempotency key: 503, nothing is written down, and the next delivery settles",
      mutations: [withoutSameInvoice],
    },
    {
      problem: "an answer with another fiat amount",
      test: "security/attacks: has another fiat amount than was asked for: nothing is captured, and it is listed",
      mutations: [[{ file: "payment/read-payment.ts", text: fiat, instead: fiat.replace("!sameAmount || ", "") }]],
    },
    {
      problem: "an answer with another fiat currency",
      test: "security/attacks: has another fiat currency than was asked for: nothing is captured, and it is listed",
      mutations: [[{ file: "payment/read-payment.ts", text: fiat, instead: 'if (!sameAmount) return "mismatch";' }]],
    },
    {
      problem: "an answer without a fiat amount",
      test: "security/attacks: has another fiat no amount than was asked for: nothing is captured, and it is listed",
      mutations: [
        [
          {
            file: "payment/read-payment.ts",
            text: "invoice.fiatAmount !== undefined && decimal",
            instead: "invoice.fiatAmount === undefined || decimal",
          },
        ],
      ],
    },
    {
      problem: "webhook, job, shopper and admin act at once",
      test: "security/attacks: webhooks, the job, the shopper and an admin's acceptance at once: one order, one capture over its amount",
      mutations: [
        [
          {
            file: "payment/with-payment.ts",
            text: "return container.resolve(Modules.LOCKING).execute(key, locked, { timeout: LOCK_TIMEOUT_S });",
            instead: "return locked();",
          },
        ],
      ],
    },
    {
      problem: "a clock that is hours off",
      test: "security/attacks: this machine's clock is hours off the vendor's: payments go on, and the health report says so",
      mutations: [
        [
          {
            file: "health/health-checks.ts",
            text: "SKEW_WARN_MS = 60_000",
            instead: "SKEW_WARN_MS = Number.POSITIVE_INFINITY",
          },
        ],
      ],
    },
    {
      problem: "the database fails after the order is placed",
      test: "security/attacks: at the step completed: a later delivery ends it, once",
      mutations: [
        // What an order that is there already waits for is captured by this alone.
        [
          {
            file: "settle/capture-payment.ts",
            text: "if (await isBooked(container, payment, orderId)) return;",
            instead: "if (orderId !== row.id) return;",
          },
        ],
      ],
    },
    {
      problem: "queries that scan a growing table",
      test: "ledger/indexes: no read of the ledger reads a whole table, however much is in it",
      mutations: [
        [
          {
            file: "modules/ledger/ledger-database.ts",
            text: 'return this.knex<Row>(table).whereNull("deleted_at") as',
            instead: "return this.knex<Row>(table) as",
          },
        ],
      ],
    },
  ],
};
