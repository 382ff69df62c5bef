import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomAddress, randomTransactionHash } from "../../chain/random-address.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { EventType } from "../../webhooks/event-types.ts";
import { webhookDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import { badRequest } from "../emulator-error.ts";
import { addToBalance } from "./balances.ts";

export type Compliance = "pass" | "hold" | "decline";

const types: Record<Compliance, EventType> = {
  pass: "WALLET_FUNDS_DELIVERED_ACCOUNT",
  hold: "TOP_UP_PENDING_COMPLIANCE",
  decline: "TOP_UP_COMPLIANCE_DECLINED",
};

/**
 * Sends money to the merchant's account. Only money that passes compliance reaches the balance.
 *
 * @throws EmulatorError 400 for an unknown currency.
 */
export function topUpAccount(sandbox: Sandbox, currency: string, amount: string, compliance: Compliance): void {
  const network = cryptoCurrencies.get(currency)?.network;
  if (!network) throw badRequest(`crypto currency ${currency} is not supported`, "currency_unknown");
  if (compliance === "pass") addToBalance(sandbox.store, currency, amount);
  const type = types[compliance];
  sandbox.emit({
    type,
    service: "TOP_UP",
    level: compliance === "pass" ? "SUCCESS" : "WARNING",
    subject: randomUUID(),
    data: {
      type,
      amount: exactNumber(amount),
      currency,
      senderAddress: randomAddress(network),
      paymentDate: webhookDate(sandbox.clock.nowMs()),
      transactionHash: randomTransactionHash(network),
      fiatAmount: {},
    },
  });
}
