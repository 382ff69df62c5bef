import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Finds invoices by their deposit address, whose letter case differs between those who write it. */
export class Migration20261128600000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists "IDX_calypso_payment_address" on "calypso_payment" (lower("address")) where address is not null and deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_calypso_payment_address";`);
  }
}
