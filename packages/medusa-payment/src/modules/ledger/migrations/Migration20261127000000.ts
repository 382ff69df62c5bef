import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Audit entries carry a code for the reason; sentences of earlier entries stay in `reason`. */
export class Migration20261127000000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "calypso_audit_entry" add column if not exists "reason_code" text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "calypso_audit_entry" drop column if exists "reason_code";`);
  }
}
