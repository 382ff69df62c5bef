import type { Guard } from "./guard.mts";

export const completing: Guard[] = [
  {
    test: "fates: refuses a session or cart whose amount changed behind the invoice's back",
    without: [
      {
        file: "settle/session-for.ts",
        text: "    decimal.equals(collection.amount, row.amount) &&\n",
        instead: "",
      },
    ],
  },
  {
    test: "fates: refuses a session or cart whose amount changed behind the invoice's back",
    without: [
      {
        file: "providers/calypso/service.ts",
        text: "    await this.#checkAmount(read, context?.idempotency_key ?? row.session_id);\n",
        instead: "",
      },
    ],
  },
  {
    test: "purchase: refuses to complete an unpaid cart",
    without: [
      {
        file: "providers/calypso/session-status.ts",
        text: 'waiting: { detected: "pending", settled: "pending" }',
        instead: 'waiting: { detected: "authorized", settled: "authorized" }',
      },
    ],
  },
  {
    test: "traps: a cart that was completed too early can be completed later (#12481)",
    without: [
      {
        file: "providers/calypso/session-status.ts",
        text: 'waiting: { detected: "pending", settled: "pending" }',
        instead: 'waiting: { detected: "error", settled: "error" }',
      },
    ],
  },
  {
    test: "traps: so can one whose invoice had expired, over an earlier invoice that was paid",
    without: [{ file: "settle/place-order.ts", text: "    await revive(container, session);\n", instead: "" }],
  },
  {
    test: "purchase: places the order with the payment awaiting when the money is seen, and captures when it is there",
    without: [
      { file: "settle/apply-detected.ts", text: 'placeOrderOn !== "detected"', instead: 'placeOrderOn === "detected"' },
    ],
  },
  {
    test: "traps: a total with parts of a cent (#12789) is asked for in cents and captured as it is",
    without: [
      {
        file: "providers/calypso/currency-digits.ts",
        text: "defaultCurrencies[currency_code.toUpperCase()]?.decimal_digits ?? 2",
        instead: "currency_code.length + 1",
      },
    ],
  },
];
