import { createOnce } from "../api/create-once.ts";
import { knownCrypto, payable } from "../api/known-currency.ts";
import { requestDigest } from "../api/request-digest.ts";
import { isAddress } from "../chain/addresses.ts";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { cancelPayout, createPayout, type NewTransfer } from "../domain/payouts.ts";
import { openWallet } from "../domain/settlement-wallets.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Payout, PayoutState, Withdrawal, WithdrawalState } from "../store/entities.ts";
import { parseDate } from "../wire/dates.ts";
import type { ObjectKey } from "./requested-invoice.ts";

/** Which payouts an operation is about: single or mass, from the account's balance or from settlement wallets. */
export interface PayoutScope {
  readonly kind: Payout["kind"];
  readonly settlement: boolean;
}

const fits = (payout: Payout, { kind, settlement }: PayoutScope): boolean =>
  payout.kind === kind && (payout.walletAddress !== null) === settlement;

/** @throws EmulatorError 400 when neither field is given, or there is no such payout. */
export function requestedPayout(sandbox: Sandbox, scope: PayoutScope, { id, idempotencyKey }: ObjectKey): Payout {
  const { payouts } = sandbox.store;
  if (id === undefined && idempotencyKey === undefined)
    throw badRequest("the payout's id or idempotencyKey is required");
  const found = id === undefined ? payouts.by("idempotencyKey", idempotencyKey as string)[0] : payouts.get(id);
  if (!found || !fits(found, scope) || (idempotencyKey !== undefined && found.idempotencyKey !== idempotencyKey)) {
    throw badRequest("payout not found", "payout_not_found");
  }
  return found;
}

interface PayoutRequest {
  readonly currency: string;
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  readonly executionDate?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
  readonly withdrawalAddress?: string | undefined;
}

interface RequestedTransfer {
  readonly depositAddress: string;
  readonly amount: string;
  readonly comment?: string | undefined;
  readonly externalId?: string | undefined;
}

/** @throws EmulatorError 400 for an address of another network, or an amount that the currency can't express. */
function checkTransfer(code: string, { depositAddress, amount }: RequestedTransfer): void {
  const currency = cryptoCurrencies.get(knownCrypto(code));
  if (!currency) return;
  if (!isAddress(currency.network, depositAddress)) {
    throw badRequest(`depositAddress is not an address of ${currency.network}`, "address_invalid");
  }
  payable(amount, code);
}

/** Creates a payout once for each idempotency key. @throws EmulatorError 400 for what is wrong with the request. */
export function newPayout(
  sandbox: Sandbox,
  { kind, settlement }: PayoutScope,
  request: PayoutRequest,
  transfers: readonly RequestedTransfer[],
): Payout {
  for (const transfer of transfers) checkTransfer(request.currency, transfer);
  if (settlement) {
    const wallet = openWallet(sandbox, request.withdrawalAddress as string);
    if (cryptoCurrencies.get(request.currency)?.network !== wallet.network) {
      throw badRequest(`${request.currency} is not a currency of the wallet's ${wallet.network}`);
    }
  }
  const idempotencyKey = request.idempotencyKey ?? crypto.randomUUID();
  const digest = requestDigest({ kind, settlement, ...request, transfers });
  const existing = sandbox.store.payouts.by("idempotencyKey", idempotencyKey)[0];
  return createOnce(sandbox, existing, digest, () =>
    createPayout(sandbox, {
      kind,
      idempotencyKey,
      currency: request.currency,
      name: request.name ?? null,
      comment: request.comment ?? null,
      externalId: request.externalId ?? null,
      executeAtMs: request.executionDate === undefined ? null : (parseDate(request.executionDate) ?? null),
      walletAddress: request.withdrawalAddress ?? null,
      requestDigest: digest,
      transfers: transfers.map(
        ({ depositAddress, amount, comment = null, externalId = null }): NewTransfer => ({
          depositAddress,
          amount,
          comment,
          externalId,
        }),
      ),
    }),
  );
}

/** Payouts of a scope, newest first. */
export function payoutsIn(
  sandbox: Sandbox,
  scope: PayoutScope,
  stateNames: readonly PayoutState[] = [],
  onlyFuture = false,
): Payout[] {
  const nowMs = sandbox.clock.nowMs();
  return sandbox.store.payouts
    .all()
    .filter((payout) => fits(payout, scope))
    .filter(({ state }) => stateNames.length === 0 || stateNames.includes(state))
    .filter(({ executeAtMs }) => !onlyFuture || (executeAtMs ?? 0) > nowMs)
    .toReversed();
}

interface Cancellation {
  readonly dealId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly message?: string | undefined;
}

/** Cancels a payout. Doing it again changes nothing. @throws EmulatorError 400 when it is too late, or there is none. */
export function cancelRequested(sandbox: Sandbox, scope: PayoutScope, request: Cancellation): Payout {
  const { dealId: id, idempotencyKey, message } = request;
  const payout = requestedPayout(sandbox, scope, { id, idempotencyKey });
  return payout.state === "CANCELED" ? payout : cancelPayout(sandbox, payout, message ?? null);
}

interface WithdrawalFilter {
  readonly stateNames: readonly WithdrawalState[];
  readonly dealId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

const isSettlement = (sandbox: Sandbox, { payoutId }: Withdrawal): boolean =>
  (sandbox.store.payouts.get(payoutId)?.walletAddress ?? null) !== null;

/** The transfers of a payout, or of all, in some states. @throws EmulatorError 400 when there is no such payout. */
export function withdrawalsIn(sandbox: Sandbox, settlement: boolean, filter: WithdrawalFilter): readonly Withdrawal[] {
  const { store } = sandbox;
  const { dealId, idempotencyKey, stateNames } = filter;
  const payout = dealId
    ? store.payouts.get(dealId)
    : idempotencyKey && store.payouts.by("idempotencyKey", idempotencyKey)[0];
  if ((dealId || idempotencyKey) && !payout) throw badRequest("payout not found", "payout_not_found");
  const all = payout ? store.withdrawals.by("payoutId", payout.id) : store.withdrawals.all();
  return all
    .filter((withdrawal) => isSettlement(sandbox, withdrawal) === settlement)
    .filter(({ state }) => stateNames.length === 0 || stateNames.includes(state));
}

/** @throws EmulatorError 400 when there is no such transfer. */
export function requestedWithdrawal(sandbox: Sandbox, settlement: boolean, id: string): Withdrawal {
  const withdrawal = sandbox.store.withdrawals.get(id);
  if (!withdrawal || isSettlement(sandbox, withdrawal) !== settlement) {
    throw badRequest("withdrawal not found", "withdrawal_not_found");
  }
  return withdrawal;
}
