import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121000000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "calypso_refund" drop constraint if exists "calypso_refund_refund_id_unique";`);
    this.addSql(
      `alter table if exists "calypso_payout_batch" drop constraint if exists "calypso_payout_batch_vendor_id_unique";`,
    );
    this.addSql(
      `alter table if exists "calypso_payout_batch" drop constraint if exists "calypso_payout_batch_idempotency_key_unique";`,
    );
    this.addSql(`alter table if exists "calypso_payout" drop constraint if exists "calypso_payout_vendor_id_unique";`);
    this.addSql(
      `alter table if exists "calypso_payout" drop constraint if exists "calypso_payout_idempotency_key_unique";`,
    );
    this.addSql(
      `alter table if exists "calypso_payment" drop constraint if exists "calypso_payment_vendor_id_unique";`,
    );
    this.addSql(
      `alter table if exists "calypso_payment" drop constraint if exists "calypso_payment_idempotency_key_unique";`,
    );
    this.addSql(`alter table if exists "calypso_delivery" drop constraint if exists "calypso_delivery_digest_unique";`);
    this.addSql(`alter table if exists "calypso_claim" drop constraint if exists "calypso_claim_token_digest_unique";`);
    this.addSql(
      `create table if not exists "calypso_audit_entry" ("id" text not null, "subject_id" text not null, "actor" text not null, "action" text not null, "from_state" text null, "to_state" text null, "reason" text null, "data" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_audit_entry_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_audit_entry_deleted_at" ON "calypso_audit_entry" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_audit_entry_subject_id_created_at" ON "calypso_audit_entry" ("subject_id", "created_at") WHERE deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_claim" ("id" text not null, "refund_id" text not null, "token_digest" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "revoked_at" timestamptz null, "created_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_claim_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_claim_deleted_at" ON "calypso_claim" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_claim_token_digest_unique" ON "calypso_claim" ("token_digest") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_claim_refund_id" ON "calypso_claim" ("refund_id") WHERE deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_delivery" ("id" text not null, "digest" text not null, "source" text check ("source" in ('relay', 'vendor')) not null, "event_type" text not null, "entity_kind" text not null, "entity_id" text null, "subject_id" text null, "outcome" text check ("outcome" in ('applied', 'ignored', 'failed')) not null, "attempts" integer not null default 1, "last_error" text null, "applied_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_delivery_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_delivery_deleted_at" ON "calypso_delivery" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_delivery_digest_unique" ON "calypso_delivery" ("digest") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_delivery_created_at" ON "calypso_delivery" ("created_at") WHERE deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_job" ("id" text not null, "claimed_until" timestamptz null, "watermark" timestamptz null, "finished_at" timestamptz null, "report" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_job_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_job_deleted_at" ON "calypso_job" ("deleted_at") WHERE deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_payment" ("id" text not null, "kind" text check ("kind" in ('invoice', 'widget')) not null, "parent_id" text null, "provider_id" text not null, "session_id" text not null, "payment_collection_id" text not null, "cart_id" text null, "order_id" text null, "amount" text not null, "fiat_amount" text not null, "currency_code" text not null, "account" text not null, "idempotency_key" text null, "vendor_id" text null, "creation" text check ("creation" in ('pending', 'done', 'failed', 'unknown')) not null, "crypto_currency" text null, "crypto_amount" text null, "received" text not null default '0', "surplus" text null, "fee" text null, "address" text null, "sender_address" text null, "pay_url" text null, "state" text null, "intervention_type" text null, "intervention_resolved" boolean null, "credited" boolean not null default false, "outcome" text not null default 'waiting', "accepted_at" timestamptz null, "expires_at" timestamptz null, "read_at" timestamptz null, "polled_at" timestamptz null, "announced_at" timestamptz null, "captured_at" timestamptz null, "closed_at" timestamptz null, "attention" text null, "attention_at" timestamptz null, "attention_resolved" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_payment_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_deleted_at" ON "calypso_payment" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payment_idempotency_key_unique" ON "calypso_payment" ("idempotency_key") WHERE idempotency_key IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payment_vendor_id_unique" ON "calypso_payment" ("vendor_id") WHERE vendor_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_session_id" ON "calypso_payment" ("session_id") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_payment_collection_id" ON "calypso_payment" ("payment_collection_id") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_order_id" ON "calypso_payment" ("order_id") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_parent_id" ON "calypso_payment" ("parent_id") WHERE parent_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_attention" ON "calypso_payment" ("attention") WHERE attention IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_unannounced" ON "calypso_payment" ("updated_at") WHERE announced_at IS NULL AND order_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payment_created_at" ON "calypso_payment" ("created_at") WHERE closed_at IS NULL AND deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_payout" ("id" text not null, "refund_id" text not null, "attempt" integer not null, "batch_id" text null, "idempotency_key" text not null, "vendor_id" text null, "currency" text not null, "amount" text not null, "destination" text not null, "outcome" text check ("outcome" in ('pending', 'unknown', 'in_progress', 'completed', 'failed', 'canceled')) not null, "state" text null, "transaction_hash" text null, "fee" text null, "fee_percent" text null, "error" text null, "read_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_payout_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payout_deleted_at" ON "calypso_payout" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payout_idempotency_key_unique" ON "calypso_payout" ("idempotency_key") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payout_vendor_id_unique" ON "calypso_payout" ("vendor_id") WHERE vendor_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payout_batch_id" ON "calypso_payout" ("batch_id") WHERE batch_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payout_live" ON "calypso_payout" ("refund_id") WHERE outcome NOT IN ('failed', 'canceled') AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payout_outcome" ON "calypso_payout" ("outcome") WHERE outcome IN ('pending', 'unknown', 'in_progress') AND deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_payout_batch" ("id" text not null, "idempotency_key" text not null, "vendor_id" text null, "currency" text not null, "outcome" text check ("outcome" in ('pending', 'unknown', 'in_progress', 'done', 'refused')) not null, "state" text null, "error" text null, "read_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_payout_batch_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payout_batch_deleted_at" ON "calypso_payout_batch" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payout_batch_idempotency_key_unique" ON "calypso_payout_batch" ("idempotency_key") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_payout_batch_vendor_id_unique" ON "calypso_payout_batch" ("vendor_id") WHERE vendor_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_payout_batch_outcome" ON "calypso_payout_batch" ("outcome") WHERE outcome IN ('pending', 'unknown', 'in_progress') AND deleted_at IS NULL;`,
    );

    this.addSql(
      `create table if not exists "calypso_refund" ("id" text not null, "payment_id" text not null, "source" text check ("source" in ('order', 'ledger')) not null, "medusa_payment_id" text null, "order_id" text null, "refund_id" text null, "amount" text not null, "currency_code" text not null, "basis" text check ("basis" in ('fiat', 'crypto', 'custom')) not null, "fee_payer" text check ("fee_payer" in ('merchant', 'shopper')) not null default 'merchant', "crypto_currency" text null, "crypto_amount" text null, "destination" text null, "destination_by" text null, "execution_date" timestamptz null, "state" text check ("state" in ('awaiting_destination', 'awaiting_approval', 'ready', 'submitting', 'unknown', 'in_progress', 'completed', 'failed', 'canceled')) not null, "approved_by" text null, "approved_at" timestamptz null, "submitted_at" timestamptz null, "booked_at" timestamptz null, "credit" text null, "credit_before" text null, "reversing_at" timestamptz null, "reversed_at" timestamptz null, "origin" text check ("origin" in ('admin', 'medusa')) not null, "requested_by" text null, "note" text null, "error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "calypso_refund_pkey" primary key ("id"));`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_refund_deleted_at" ON "calypso_refund" ("deleted_at") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_refund_payment_id" ON "calypso_refund" ("payment_id") WHERE deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_refund_order_id" ON "calypso_refund" ("order_id") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_calypso_refund_refund_id_unique" ON "calypso_refund" ("refund_id") WHERE refund_id IS NOT NULL AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_refund_updated_at" ON "calypso_refund" ("updated_at") WHERE reversed_at IS NULL AND state <> 'completed' AND deleted_at IS NULL;`,
    );
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_calypso_refund_submitted_at" ON "calypso_refund" ("submitted_at") WHERE submitted_at IS NOT NULL AND deleted_at IS NULL;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "calypso_audit_entry" cascade;`);

    this.addSql(`drop table if exists "calypso_claim" cascade;`);

    this.addSql(`drop table if exists "calypso_delivery" cascade;`);

    this.addSql(`drop table if exists "calypso_job" cascade;`);

    this.addSql(`drop table if exists "calypso_payment" cascade;`);

    this.addSql(`drop table if exists "calypso_payout" cascade;`);

    this.addSql(`drop table if exists "calypso_payout_batch" cascade;`);

    this.addSql(`drop table if exists "calypso_refund" cascade;`);
  }
}
