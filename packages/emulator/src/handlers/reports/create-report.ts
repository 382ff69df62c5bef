import { cryptoCurrencies } from "../../chain/currencies.ts";
import { badRequest } from "../../domain/emulator-error.ts";
import type { Sandbox } from "../../sandbox.ts";
import { apiDate, parseDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";

export interface ReportRequest {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly blockchainList?: string | undefined;
}

export interface ReportRow {
  /** The time of the row; undefined = now, in every period. */
  readonly atMs?: number;
  readonly currency: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A report of the rows in its period and on its blockchains. @throws EmulatorError 400 for a period that ends before it starts. */
export function createReport(request: ReportRequest, rows: readonly ReportRow[]): { data: { rows: unknown[] } } {
  const fromMs = parseDate(request.firstDate) as number;
  const toMs = parseDate(request.lastDate) as number;
  if (fromMs > toMs) throw badRequest("payload.lastDate is before payload.firstDate", "schema");
  const blockchains = request.blockchainList?.split(",").map((name) => name.trim());
  return {
    data: {
      rows: rows
        .filter(({ atMs }) => atMs === undefined || (atMs >= fromMs && atMs <= toMs))
        .filter(({ currency }) => !blockchains || blockchains.includes(cryptoCurrencies.get(currency)?.network ?? ""))
        .map(({ atMs, currency, fields }) => ({
          ...fields,
          currency,
          createdDate: atMs === undefined ? undefined : apiDate(atMs),
        })),
    },
  };
}

/** Withdrawals from the account's balance or from settlement wallets. */
export function withdrawalRows({ store }: Sandbox, settlement: boolean): ReportRow[] {
  return store.withdrawals.all().flatMap((withdrawal) => {
    const payout = store.payouts.get(withdrawal.payoutId);
    if (!payout || (payout.walletAddress !== null) !== settlement) return [];
    return {
      atMs: withdrawal.createdAtMs,
      currency: withdrawal.currency,
      fields: {
        transactionId: withdrawal.id,
        addressTo: withdrawal.depositAddress,
        externalId: payout.id,
        type: payout.kind,
        state: withdrawal.state,
        amount: exactNumber(withdrawal.amount),
        calypsoFee: exactNumber(withdrawal.fee),
        hashes: withdrawal.transactionHash === null ? [] : [withdrawal.transactionHash],
      },
    };
  });
}

/** The current balances of the account or of settlement wallets. */
export function balanceRows({ store }: Sandbox, settlement: boolean): ReportRow[] {
  return store.balances
    .all()
    .filter(({ id }) => id.includes("/") === settlement)
    .map(({ id, amount }) => {
      const [currency = id, walletAddress] = id.split("/").reverse();
      return { currency, fields: { walletAddress, amount: exactNumber(amount) } };
    });
}
