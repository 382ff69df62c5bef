import type { Sandbox } from "../../sandbox.ts";
import { badRequest } from "../emulator-error.ts";

/** The currency's flags in the vendor's lists. */
export function activityOf({ settings }: Sandbox, code: string): { enabled: boolean; active: boolean } {
  return {
    enabled: !settings.disabledCurrencies.includes(code),
    active: !settings.inactiveCurrencies.includes(code),
  };
}

export function isActive(sandbox: Sandbox, code: string): boolean {
  const { enabled, active } = activityOf(sandbox, code);
  return enabled && active;
}

/** @throws EmulatorError 400 when one of the currencies is inactive or disabled. */
export function requireActive(sandbox: Sandbox, ...codes: (string | null | undefined)[]): void {
  const inactive = codes.find((code) => code && !isActive(sandbox, code));
  if (inactive) throw badRequest(`currency ${inactive} is not active`, "currency_inactive");
}
