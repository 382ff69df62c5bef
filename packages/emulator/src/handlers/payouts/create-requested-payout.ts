import { isAddress } from "../../chain/address.ts";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { badRequest } from "../../domain/emulator-error.ts";
import { createPayout } from "../../domain/payouts/create-payout.ts";
import { openWallet } from "../../domain/payouts/settlement-wallets.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Payout } from "../../store/entities.ts";
import { parseDate } from "../../wire/dates.ts";
import { createOnce } from "../create-once.ts";
import { checkAmountScale, knownCrypto } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";
import type { PayoutScope } from "./requested-payout.ts";

interface PayoutRequest {
  readonly currency: string;
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  readonly executionDate?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
  readonly withdrawalAddress?: string | undefined;
}

interface RequestedWithdrawal {
  readonly depositAddress: string;
  readonly amount: string;
  readonly comment?: string | undefined;
  readonly externalId?: string | undefined;
}

/** @throws EmulatorError 400 for an address of another network, or an amount that the currency can't express. */
function checkWithdrawal(code: string, { depositAddress, amount }: RequestedWithdrawal): void {
  const currency = cryptoCurrencies.get(knownCrypto(code));
  if (!currency) return;
  if (!isAddress(currency.network, depositAddress)) {
    throw badRequest(`depositAddress is not an address of ${currency.network}`, "address_invalid");
  }
  checkAmountScale(amount, code);
}

/** Creates a payout once for each idempotency key. @throws EmulatorError 400 for an invalid request. */
export function createRequestedPayout(
  sandbox: Sandbox,
  { kind, settlement }: PayoutScope,
  request: PayoutRequest,
  withdrawals: readonly RequestedWithdrawal[],
): Payout {
  for (const withdrawal of withdrawals) checkWithdrawal(request.currency, withdrawal);
  if (settlement) {
    const wallet = openWallet(sandbox, request.withdrawalAddress as string);
    if (cryptoCurrencies.get(request.currency)?.network !== wallet.network) {
      throw badRequest(`${request.currency} is not a currency of the wallet's ${wallet.network}`);
    }
  }
  const idempotencyKey = request.idempotencyKey ?? crypto.randomUUID();
  const digest = requestDigest({ kind, settlement, ...request, transfers: withdrawals });
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
      withdrawals: withdrawals.map(({ depositAddress, amount, comment = null, externalId = null }) => ({
        depositAddress,
        amount,
        comment,
        externalId,
      })),
    }),
  );
}
