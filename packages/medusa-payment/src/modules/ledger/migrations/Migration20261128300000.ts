import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Payments remember the sessions that they belonged to before. */
export class Migration20261128300000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "calypso_payment" add column if not exists "former_session_ids" text[] null;`);
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_former_session_ids" ON "calypso_payment" USING gin ("former_session_ids") WHERE former_session_ids IS NOT NULL AND deleted_at IS NULL;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_calypso_payment_former_session_ids";`);
    this.addSql(`alter table if exists "calypso_payment" drop column if exists "former_session_ids";`);
  }
}
