import { DurableObject } from "cloudflare:workers";
import { DELIVERY_TIMEOUT_MS, deliver } from "../delivery/deliver.ts";
import type { DeliveryOutcome } from "../delivery/delivery-outcome.ts";
import { SharedTimeout } from "../delivery/shared-timeout.ts";
import type { IncomingEvent, QueuedEvent, Receipt } from "../event.ts";
import type { EventStatusName } from "../event-status.ts";
import { errorFields, log } from "../log.ts";
import { findTenant, forgetTenant } from "../registry/find-tenant.ts";
import type { Tenant } from "../registry/tenant.ts";
import { parseKeepDeliveredDaysSetting } from "../settings.ts";
import { writeMetric } from "../write-metric.ts";
import { GroupCommit } from "./group-commit.ts";
import { type DeliveryRecord, History, type MailboxStats } from "./history.ts";
import { Inbox } from "./inbox.ts";
import { MailboxState } from "./mailbox-state.ts";
import { migrateMailbox } from "./migrate-mailbox.ts";
import { Outbox } from "./outbox.ts";
import { Pruner } from "./pruner.ts";

/** Workers lets an invocation wait for six connections at once. */
const MAX_DELIVERIES_AT_ONCE = 6;
/** While an event is due, the alarm is set this far ahead, in case the process dies. */
const SAFETY_ALARM_MS = 5_000;
/** How long an entity waits if the tenant can't be loaded or isn't registered, or an outcome can't be recorded. */
const FAILURE_DELAY_MS = 30_000;

/** Far more than are removed while an isolate may still have one of them cached. */
const MAX_REVOKED_KEYS = 500;

/** Public keys of a tenant. */
interface KeyChange {
  live: string[];
  removed: string[];
}

/** An attempt that has ended. */
interface Attempt {
  event: QueuedEvent;
  outcome: DeliveryOutcome;
}

/** The events of one tenant, or of one of its shards: accepts durably, delivers each entity's events in order. */
export class Mailbox extends DurableObject<Env> {
  readonly #state: MailboxState;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #history: History;
  readonly #pruner: Pruner;
  readonly #attempts = new GroupCommit<Attempt>((attempts) => {
    for (const attempt of attempts) this.#recordAttempt(attempt);
  }, MAX_DELIVERIES_AT_ONCE);
  readonly #timeout = new SharedTimeout(DELIVERY_TIMEOUT_MS);
  /** Entities with a delivery in flight. */
  readonly #inFlight = new Set<number>();
  #isPumpScheduled = false;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    migrateMailbox(storage);
    this.#state = new MailboxState(storage);
    this.#inbox = new Inbox(storage, this.#state);
    this.#outbox = new Outbox(storage);
    this.#history = new History(storage, this.#state);
    this.#pruner = new Pruner(storage, this.#state, { deliveredDays: parseKeepDeliveredDaysSetting(env) });
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await storage.getAlarm();
    });
  }

  /**
   * Stores verified events and answers a receipt for each, in order. The caller learns of them when they are durable:
   * the runtime holds the answer back until the transaction and the alarm that follows it are on disk.
   *
   * The caller verified them with keys that it may have cached before one was removed, so their names are checked again.
   */
  async accept(tenant: string, events: IncomingEvent[]): Promise<Receipt[]> {
    this.#state.set("tenant", tenant);
    const revoked = this.#revokedKeys();
    const receipts = this.#commit(events.filter(({ key }) => !revoked.includes(key)));
    return events.map(({ key }) => (revoked.includes(key) ? "revoked" : (receipts.shift() ?? "failed")));
  }

  #revokedKeys(): string[] {
    return JSON.parse(this.#state.text("revoked_keys") ?? "[]");
  }

  /** Refuses events of the removed keys from now on, whatever an isolate has cached, until they are live again. */
  async changeKeys(tenant: string, { live, removed }: KeyChange): Promise<void> {
    await this.refresh(tenant);
    const revoked = new Set([...this.#revokedKeys(), ...removed]);
    for (const key of live) revoked.delete(key);
    this.#state.set("revoked_keys", JSON.stringify([...revoked].slice(-MAX_REVOKED_KEYS)));
  }

  #commit(events: IncomingEvent[]): Receipt[] {
    const now = Date.now();
    let duplicates: boolean[];
    try {
      duplicates = this.#inbox.accept(events, now);
    } catch (error) {
      // Commit one by one: an event that can't be stored must not fail the others.
      if (events.length > 1) return events.flatMap((event) => this.#commit([event]));
      log("error", "not_stored", { tenant: this.#state.text("tenant"), ...errorFields(error) });
      return ["failed"];
    }
    this.#pruner.schedule(now);
    // In the same turn, and so in the same commit: if the process dies now, the alarm delivers.
    if (!this.#isClosed) this.#setAlarm(now + SAFETY_ALARM_MS);
    this.#startDue(now);
    return duplicates.map((isDuplicate) => (isDuplicate ? "duplicate" : "accepted"));
  }

  /** Drops the cached settings of the tenant, which have changed. */
  async refresh(tenant: string): Promise<void> {
    forgetTenant(tenant);
    this.#state.set("tenant", tenant);
  }

  /** The tenant was registered or replaced: reopens the mailbox if it was closed. */
  async open(tenant: string, keys: KeyChange): Promise<void> {
    await this.changeKeys(tenant, keys);
    this.#reopen(Date.now());
    this.#pump();
  }

  /** The tenant was removed: sends nothing until it is registered again. */
  async close(): Promise<void> {
    this.#state.set("closed_at", Date.now());
  }

  async list(status: EventStatusName, below: number, limit: number): Promise<DeliveryRecord[]> {
    return this.#history.list(status, below, limit);
  }

  /** @returns how many events are pending again. */
  async replay(selection: { status: EventStatusName } | { ids: string[] }): Promise<number> {
    const now = Date.now();
    const replayed = this.#history.replay(selection, now);
    this.#reopen(now);
    this.#pump();
    return replayed;
  }

  async stats(): Promise<MailboxStats> {
    return this.#history.stats(Date.now());
  }

  override async alarm(): Promise<void> {
    // Nothing may escape: the runtime drops an alarm after several runs that throw.
    this.#alarmAt = null;
    this.#orRetryByAlarm("alarm_failed", () => {
      this.#pruner.pruneIfDue(Date.now());
      this.#pump();
    });
  }

  /** Makes one attempt. */
  protected send(tenant: Tenant, event: QueuedEvent): Promise<DeliveryOutcome> {
    return deliver(tenant, event, this.#timeout);
  }

  /** Records and logs the outcome of an attempt. */
  protected recordOutcome(event: QueuedEvent, outcome: DeliveryOutcome): void {
    const now = Date.now();
    this.#outbox.recordOutcome(event, outcome, now);
    if (outcome.kind === "closed") this.#state.set("closed_at", now);
    const tenant = this.#state.text("tenant") ?? "";
    const ageMs = now - event.acceptedAt;
    writeMetric(this.env, tenant, outcome.kind, outcome.result, ageMs, event.attempts + 1);
    log(outcome.kind === "delivered" ? "info" : "warn", `event_${outcome.kind}`, {
      tenant,
      id: event.id,
      type: event.change.type,
      attempt: event.attempts + 1,
      result: outcome.result,
      ageMs,
    });
  }

  /** Runs some work. If it throws, the alarm tries again. */
  #orRetryByAlarm(failure: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      log("error", failure, { tenant: this.#state.text("tenant"), ...errorFields(error) });
      this.#setAlarm(Date.now() + SAFETY_ALARM_MS);
    }
  }

  get #isClosed(): boolean {
    return this.#state.number("closed_at") !== undefined;
  }

  #reopen(now: number): void {
    if (!this.#isClosed) return;
    this.#state.remove("closed_at");
    // The time that the mailbox was closed doesn't count.
    this.#history.extendPending(now);
  }

  /** Starts the deliveries that are due and sets the alarm for the others. */
  #pump(): void {
    const now = Date.now();
    this.#startDue(now);
    if (!this.#isClosed) {
      const { overdue, nextDueAt } = this.#outbox.schedule(now);
      if (overdue) this.#setAlarm(now + SAFETY_ALARM_MS);
      if (nextDueAt !== undefined) this.#setAlarm(nextDueAt);
    }
    if (this.#pruner.dueAt !== undefined) this.#setAlarm(this.#pruner.dueAt);
  }

  /** Starts the deliveries that are due, as far as connections are free. */
  #startDue(now: number): void {
    if (this.#isClosed || this.#inFlight.size >= MAX_DELIVERIES_AT_ONCE) return;
    for (const entityId of this.#outbox.dueEntities(now, MAX_DELIVERIES_AT_ONCE + this.#inFlight.size)) {
      if (this.#inFlight.size >= MAX_DELIVERIES_AT_ONCE) break;
      if (this.#inFlight.has(entityId)) continue;
      this.#inFlight.add(entityId);
      this.ctx.waitUntil(this.#deliverHead(entityId));
    }
  }

  async #deliverHead(entityId: number): Promise<void> {
    try {
      const event = this.#outbox.head(entityId);
      if (event === undefined) {
        this.#outbox.advance(entityId, Date.now());
        return;
      }
      const name = this.#state.text("tenant");
      const tenant = name === undefined ? undefined : await findTenant(this.env, name);
      if (tenant === undefined) this.#outbox.setDue(entityId, Date.now() + FAILURE_DELAY_MS);
      else await this.#attempts.add({ event, outcome: await this.send(tenant, event) });
    } catch (error) {
      this.#postpone(entityId, error);
    } finally {
      this.#inFlight.delete(entityId);
      this.#schedulePump();
    }
  }

  #recordAttempt({ event, outcome }: Attempt): void {
    try {
      this.recordOutcome(event, outcome);
    } catch (error) {
      this.#postpone(event.entityId, error);
    }
  }

  #postpone(entityId: number, error: unknown): void {
    log("error", "delivery_failed", { tenant: this.#state.text("tenant"), ...errorFields(error) });
    this.#outbox.setDue(entityId, Date.now() + FAILURE_DELAY_MS);
  }

  /** Pumps once for all deliveries that end together. */
  #schedulePump(): void {
    if (this.#isPumpScheduled) return;
    this.#isPumpScheduled = true;
    queueMicrotask(() => {
      this.#isPumpScheduled = false;
      this.#orRetryByAlarm("delivery_failed", () => this.#pump());
    });
  }

  /** Only moves the alarm forward: an early alarm does nothing, a late one delays an event. */
  #setAlarm(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}
