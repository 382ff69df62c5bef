import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { cancelPayout } from "../../domain/payouts/fail-payout.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Payout, PayoutState } from "../../store/entities.ts";
import type { ObjectKey } from "../invoices/requested-invoice.ts";

/** The payouts that an operation covers: single or mass, from the account's balance or from settlement wallets. */
export interface PayoutScope {
  readonly kind: Payout["kind"];
  readonly settlement: boolean;
}

const isInScope = (payout: Payout, { kind, settlement }: PayoutScope): boolean =>
  payout.kind === kind && (payout.walletAddress !== null) === settlement;

/** @throws EmulatorError 400 when neither field is given, or there is no such payout. */
export function requestedPayout(sandbox: Sandbox, scope: PayoutScope, { id, idempotencyKey }: ObjectKey): Payout {
  const { payouts } = sandbox.store;
  if (id === undefined && idempotencyKey === undefined) {
    throw badRequest("the payout's id or idempotencyKey is required");
  }
  const found = id === undefined ? payouts.by("idempotencyKey", idempotencyKey as string)[0] : payouts.get(id);
  if (!found || !isInScope(found, scope) || (idempotencyKey !== undefined && found.idempotencyKey !== idempotencyKey)) {
    throw unknownObject("payout", "payout");
  }
  return found;
}

/** The payouts of a scope, newest first. */
export function payoutsIn(
  sandbox: Sandbox,
  scope: PayoutScope,
  stateNames: readonly PayoutState[] = [],
  onlyFuture = false,
): Payout[] {
  const nowMs = sandbox.clock.nowMs();
  return sandbox.store.payouts
    .all()
    .filter((payout) => isInScope(payout, scope))
    .filter(({ state }) => stateNames.length === 0 || stateNames.includes(state))
    .filter(({ executeAtMs }) => !onlyFuture || (executeAtMs ?? 0) > nowMs)
    .toReversed();
}

interface Cancellation {
  readonly dealId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly message?: string | undefined;
}

/** Cancels a payout. Repeating it changes nothing. @throws EmulatorError 400 when it is too late, or there is none. */
export function cancelRequestedPayout(sandbox: Sandbox, scope: PayoutScope, request: Cancellation): Payout {
  const { dealId: id, idempotencyKey, message } = request;
  const payout = requestedPayout(sandbox, scope, { id, idempotencyKey });
  return payout.state === "CANCELED" ? payout : cancelPayout(sandbox, payout, message ?? null);
}
