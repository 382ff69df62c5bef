import type LedgerModuleService from "../modules/ledger/service";
import { interruptedAfterMs } from "../payment/interrupted-after";

/** Payments of a kind in one run. The least recently read come first, so that each has its turn. */
const BATCH = 200;

/** Widgets read in one run without a sign of change: the vendor's list can't be filtered by widget. */
const WIDGETS = 50;

/** Finds payments that the ledger itself shows to be unfinished. */
export async function* findStuckPayments(ledger: LedgerModuleService, graceMs: number): AsyncGenerator<string> {
  const since = (ms: number) => new Date(Date.now() - ms);
  const kinds = [
    // Whether the vendor has it is unknown.
    ledger.openPayments.list(
      (query) =>
        query.whereIn("creation", ["pending", "unknown"]).where("created_at", "<", since(interruptedAfterMs.creation)),
      BATCH,
    ),
    // Money is there or on its way, and the order isn't captured. An intervention that isn't flagged, or that was accepted
    // already, is interrupted work.
    ledger.openPayments.list(
      (query) =>
        query
          .whereIn("outcome", ["settled", "detected", "held", "intervention", "underpaid", "overpaid"])
          .whereNull("captured_at")
          .where((where) =>
            where.whereNull("attention").orWhere({ attention: "cannot_complete" }).orWhereNotNull("accepted_at"),
          )
          .where("updated_at", "<", since(graceMs)),
      BATCH,
    ),
    // The vendor's list of invoices doesn't name their widget, unless they carry an id of ours.
    ledger.openPayments.list(
      (query) => query.where({ kind: "widget", outcome: "waiting" }).where("read_at", "<", since(graceMs)),
      WIDGETS,
    ),
  ];
  for (const rows of kinds) for (const { id } of await rows) yield id;
}
