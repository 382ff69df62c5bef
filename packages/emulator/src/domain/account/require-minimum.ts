import type { Sandbox } from "../../sandbox.ts";
import { Decimal } from "../../wire/decimal.ts";
import { badRequest } from "../emulator-error.ts";

/** @throws EmulatorError 400 for an amount below the setting `minimumAmounts`. */
export function requireMinimum({ settings }: Sandbox, currency: string, amount: string | null | undefined): void {
  const minimum = settings.minimumAmounts[currency];
  if (minimum !== undefined && amount && new Decimal(amount).lt(minimum)) {
    throw badRequest(`the amount must be at least ${minimum} ${currency}`, "amount_too_small");
  }
}

/** @throws EmulatorError 400 for a value below the setting `minimumInvoiceUsd`. */
export function requireMinimumUsd(sandbox: Sandbox, currency: string, amount: string | null | undefined): void {
  const { settings, rates, clock } = sandbox;
  const { minimumInvoiceUsd: minimum } = settings;
  if (minimum !== null && amount && rates.usdOf(currency, clock.nowMs()).times(amount).lt(minimum)) {
    throw badRequest(`the amount must be worth at least ${minimum} USD`, "amount_too_small");
  }
}
