import { model } from "@medusajs/framework/utils";

/** A recurring piece of work: which instance has it at the moment, how far it got, what it did last. */
const LedgerJob = model.define("calypso_job", {
  id: model.text().primaryKey(),
  claimed_until: model.dateTime().nullable(),
  watermark: model.dateTime().nullable(),
  finished_at: model.dateTime().nullable(),
  report: model.json().nullable(),
});

export default LedgerJob;
