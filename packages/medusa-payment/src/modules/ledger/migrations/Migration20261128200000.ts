import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What was seen at an address, and two outcomes of their own: money that waits for the merchant although its amount is right
 * (`intervention`, called `held` before), and money of which only a part came before the expiry (`expired_partial`, called `late`).
 */
export class Migration20261128200000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "calypso_payment" add column if not exists "seen" text null, add column if not exists "seen_in_full" boolean not null default false;`,
    );
    this.addSql(
      `update "calypso_payment" set "outcome" = 'intervention', "intervention_resolved" = coalesce("intervention_resolved", false), "attention" = coalesce("attention", 'intervention'), "attention_at" = coalesce("attention_at", now()) where "outcome" = 'held' and "state" = 'PENDING_INTERVENTION' and "parent_id" is null;`,
    );
    this.addSql(
      `update "calypso_payment" set "outcome" = 'intervention' where "outcome" = 'held' and "state" = 'PENDING_INTERVENTION';`,
    );
    // A widget has no amount of its own: that of its invoice decides.
    this.addSql(
      `update "calypso_payment" p set "outcome" = 'intervention', "attention" = coalesce("attention", 'intervention'), "attention_at" = coalesce("attention_at", now()) where p."kind" = 'widget' and p."outcome" = 'held' and exists (select 1 from "calypso_payment" i where i."parent_id" = p."id" and i."outcome" = 'intervention');`,
    );
    this.addSql(
      `update "calypso_payment" set "outcome" = 'expired_partial' where "outcome" = 'late' and "crypto_amount" is not null and "received"::numeric < "crypto_amount"::numeric;`,
    );
    this.addSql(
      `update "calypso_payment" p set "outcome" = 'expired_partial' where p."kind" = 'widget' and p."outcome" = 'late' and not exists (select 1 from "calypso_payment" i where i."parent_id" = p."id" and i."outcome" = 'late');`,
    );
    this.addSql(
      `update "calypso_payment" set "attention" = 'expired_partial' where "outcome" = 'expired_partial' and "attention" = 'late';`,
    );
    this.addSql(
      `update "calypso_payment" set "attention_resolved" = 'expired_partial' where "outcome" = 'expired_partial' and "attention_resolved" = 'late';`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`update "calypso_payment" set "outcome" = 'held' where "outcome" = 'intervention';`);
    this.addSql(`update "calypso_payment" set "outcome" = 'late' where "outcome" = 'expired_partial';`);
    this.addSql(`update "calypso_payment" set "attention" = null where "attention" = 'intervention';`);
    this.addSql(`update "calypso_payment" set "attention" = 'late' where "attention" = 'expired_partial';`);
    this.addSql(
      `alter table if exists "calypso_payment" drop column if exists "seen", drop column if exists "seen_in_full";`,
    );
  }
}
