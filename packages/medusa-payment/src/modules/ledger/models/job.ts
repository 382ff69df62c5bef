import { model } from "@medusajs/framework/utils";

/** A recurring job: which instance holds it, how far it got, and its last report. */
const LedgerJob = model.define("calypso_job", {
  id: model.text().primaryKey(),
  claimed_until: model.dateTime().nullable(),
  watermark: model.dateTime().nullable(),
  finished_at: model.dateTime().nullable(),
  report: model.json().nullable(),
});

export default LedgerJob;
