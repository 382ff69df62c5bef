import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TABLES = ["calypso_payout", "calypso_refund"];
const CODES = "'paid_twice', 'paid_after_reversal', 'completed_before'";

/** The sentences that earlier versions recognized, and the codes that they become. */
const CONVERTED = [
  ["paid_twice", "%the shopper may have been paid twice"],
  ["paid_after_reversal", "%the shopper may have been paid though the refund was taken back"],
  ["completed_before", "Calypso had called the payout completed: %"],
] as const;

/** What is decided about a payout's error is a code beside its sentence. */
export class Migration20261128100000 extends Migration {
  override async up(): Promise<void> {
    for (const table of TABLES) {
      this.addSql(
        `alter table if exists "${table}" add column if not exists "error_code" text null constraint "CK_${table}_error_code" check ("error_code" in (${CODES}));`,
      );
      for (const [code, sentence] of CONVERTED)
        this.addSql(`update "${table}" set "error_code" = '${code}' where "error" like '${sentence}';`);
    }
  }

  override async down(): Promise<void> {
    for (const table of TABLES) this.addSql(`alter table if exists "${table}" drop column if exists "error_code";`);
  }
}
