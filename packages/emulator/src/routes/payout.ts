import * as v from "valibot";
import { createOnce } from "../api/create-once.ts";
import { amount, body, currency, date, maybe, pageNumber, pageSize, text, uuid } from "../api/fields.ts";
import { knownCrypto } from "../api/known-currency.ts";
import { operation } from "../api/operation.ts";
import { requestDigest } from "../api/request-digest.ts";
import { isAddress } from "../chain/addresses.ts";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { createPayout } from "../domain/payouts.ts";
import { pageOf } from "../formatters/page.ts";
import { formatPayout } from "../formatters/payout.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Payout } from "../store/entities.ts";
import { newestFirst } from "./sorting.ts";

const states = [
  "CREATION_IN_PROGRESS",
  "PENDING_CONFIRMATION",
  "CONFIRMED",
  "IN_PROGRESS",
  "COMPLETED",
  "FAILED",
  "CANCELED",
] as const;

const payoutKey = body({ id: maybe(text), idempotencyKey: maybe(uuid) });

const newPayout = body({
  depositAddress: text,
  amount,
  currency,
  comment: maybe(text),
  executionDate: maybe(date),
  idempotencyKey: uuid,
  externalId: maybe(text),
});

/** @throws EmulatorError 400 when neither field is given, or there is no such payout. */
function requestedPayout(
  sandbox: Sandbox,
  kind: Payout["kind"],
  { id, idempotencyKey }: { readonly id: string | null; readonly idempotencyKey: string | null },
): Payout {
  const { payouts } = sandbox.store;
  if (id === null && idempotencyKey === null) throw badRequest("id or idempotencyKey is required");
  const found = id === null ? payouts.by("idempotencyKey", idempotencyKey as string)[0] : payouts.get(id);
  if (found?.kind !== kind || (idempotencyKey !== null && found.idempotencyKey !== idempotencyKey)) {
    throw badRequest("payout not found", "payout_not_found");
  }
  return found;
}

/** @throws EmulatorError 400 for an address that isn't one of the currency's network, or an amount that it can't express. */
function checkTransfer(code: string, address: string, sent: string): void {
  const known = cryptoCurrencies.get(knownCrypto(code));
  if (!known) return;
  if (!isAddress(known.network, address)) throw badRequest(`depositAddress is not an address of ${known.network}`);
  if ((sent.split(".")[1]?.length ?? 0) > known.blockchainScale) {
    throw badRequest(`amount has more than ${known.blockchainScale} digits after the point`);
  }
}

/** Payout API. */
export const payoutOperations = [
  operation("payout.create", "/payout/create", newPayout, (sandbox, payload) => {
    checkTransfer(payload.currency, payload.depositAddress, payload.amount);
    const digest = requestDigest(payload);
    const { depositAddress, amount: sent, executionDate, ...fields } = payload;
    const existing = sandbox.store.payouts.by("idempotencyKey", payload.idempotencyKey)[0];
    const payout = createOnce(sandbox, existing, digest, () =>
      createPayout(sandbox, {
        ...fields,
        kind: "single",
        name: null,
        walletAddress: null,
        executeAtMs: executionDate,
        requestDigest: digest,
        transfers: [{ depositAddress, amount: sent, comment: payload.comment }],
      }),
    );
    return formatPayout(sandbox, payout);
  }),

  operation("payout.get", "/payout", payoutKey, (sandbox, payload) =>
    formatPayout(sandbox, requestedPayout(sandbox, "single", payload)),
  ),

  operation(
    "payout.all",
    "/payout/all",
    body({
      stateNames: maybe(v.array(v.picklist(states, "must be a payout state"), "must be a list")),
      isExecutionDateInFuture: maybe(v.boolean("must be true or false")),
      pageNumber: maybe(pageNumber),
      size: maybe(pageSize),
    }),
    (sandbox, payload) => {
      const nowMs = sandbox.clock.nowMs();
      const found = sandbox.store.payouts
        .all()
        .filter((payout) => payout.kind === "single")
        .filter((payout) => !payload.stateNames?.length || payload.stateNames.includes(payout.state))
        .filter((payout) => !payload.isExecutionDateInFuture || (payout.executeAtMs ?? 0) > nowMs);
      return pageOf(newestFirst(found, "DESC"), payload, (payout) => formatPayout(sandbox, payout));
    },
  ),
];
