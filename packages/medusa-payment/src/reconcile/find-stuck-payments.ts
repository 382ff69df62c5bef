import type LedgerModuleService from "../modules/ledger/service";
import { interruptedAfterMs } from "../payment/interrupted-after";

/** At most this many of a kind in one run; the least recently read come first, so that all have their turn. */
const BATCH = 200;

/** Widgets that are read in one run without a sign that they changed: the vendor's list of them can't be narrowed down. */
const WIDGETS = 50;

/** Payments that the ledger itself shows to be unfinished. */
export async function* findStuckPayments(ledger: LedgerModuleService, graceMs: number): AsyncGenerator<string> {
  const since = (ms: number) => new Date(Date.now() - ms);
  const kinds = [
    // Nobody knows whether the vendor has it.
    ledger.openPayments.list(
      (query) =>
        query.whereIn("creation", ["pending", "unknown"]).where("created_at", "<", since(interruptedAfterMs.creation)),
      BATCH,
    ),
    // Money is there or coming, and the order isn't done. Too much or too little of it that nobody was shown, or that was accepted
    // already, is work that was interrupted.
    ledger.openPayments.list(
      (query) =>
        query
          .whereIn("outcome", ["settled", "detected", "held", "underpaid", "overpaid"])
          .whereNull("captured_at")
          .where((where) =>
            where.whereNull("attention").orWhere({ attention: "cannot_complete" }).orWhereNotNull("accepted_at"),
          )
          .where("updated_at", "<", since(graceMs)),
      BATCH,
    ),
    // The vendor's list of invoices doesn't show which widget they are from, if they carry no id of ours.
    ledger.openPayments.list(
      (query) => query.where({ kind: "widget", outcome: "waiting" }).where("read_at", "<", since(graceMs)),
      WIDGETS,
    ),
  ];
  for (const rows of kinds) for (const { id } of await rows) yield id;
}
