import { DurableObject } from "cloudflare:workers";
import { DELIVERY_TIMEOUT_MS, deliver } from "../delivery/deliver.ts";
import type { DeliveryOutcome } from "../delivery/delivery-outcome.ts";
import { SharedTimeout } from "../delivery/shared-timeout.ts";
import type { EventStatusName, IncomingEvent, QueuedEvent, Receipt } from "../event.ts";
import { errorFields, log } from "../log.ts";
import { findTenant, forgetTenant } from "../registry/find-tenant.ts";
import type { Tenant } from "../registry/tenant.ts";
import { keepDeliveredDays } from "../settings.ts";
import { writeMetric } from "../write-metric.ts";
import { GroupCommit } from "./group-commit.ts";
import { type DeliveryRecord, History, type MailboxStats } from "./history.ts";
import { Inbox } from "./inbox.ts";
import { MailboxState } from "./mailbox-state.ts";
import { migrateMailbox } from "./migrate-mailbox.ts";
import { Outbox } from "./outbox.ts";
import { Pruner } from "./pruner.ts";

/** Connections that an invocation may have waiting at once on Workers. */
const MAX_DELIVERIES_AT_ONCE = 6;
/** While anything is due the alarm stands this far ahead, in case the process dies. */
const SAFETY_ALARM_MS = 5_000;
/** How long an entity waits when the registry can't be read, or doesn't hold the store. */
const NO_STORE_DELAY_MS = 30_000;

/** What an attempt came to. */
interface Settlement {
  event: QueuedEvent;
  outcome: DeliveryOutcome;
}

/** One store's events (or one shard of them): accepts durably, delivers in order within an entity. */
export class Mailbox extends DurableObject<Env> {
  readonly #facts: MailboxState;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #history: History;
  readonly #pruning: Pruner;
  readonly #outcomes = new GroupCommit<Settlement>((settlements) => {
    for (const settlement of settlements) this.#settleOne(settlement);
  }, MAX_DELIVERIES_AT_ONCE);
  readonly #deadlines = new SharedTimeout(DELIVERY_TIMEOUT_MS);
  readonly #underWay = new Set<number>();
  #isPumping = false;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    migrateMailbox(storage);
    this.#facts = new MailboxState(storage);
    this.#inbox = new Inbox(storage, this.#facts);
    this.#outbox = new Outbox(storage);
    this.#history = new History(storage, this.#facts);
    this.#pruning = new Pruner(storage, this.#facts, { deliveredDays: keepDeliveredDays(env) });
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await storage.getAlarm();
    });
  }

  /**
   * Stores verified events; a receipt for each, in order. When this has returned they are durable, but those that
   * failed: the runtime holds the answer back until the transaction, with the alarm that follows it, is on disk.
   */
  async accept(store: string, events: IncomingEvent[]): Promise<Receipt[]> {
    this.#facts.set("store", store);
    return this.#commit(events);
  }

  #commit(events: IncomingEvent[]): Receipt[] {
    const now = Date.now();
    let duplicates: boolean[];
    try {
      duplicates = this.#inbox.accept(events, now);
    } catch (error) {
      // One that can't be stored takes none of its neighbours with it.
      if (events.length > 1) return events.flatMap((event) => this.#commit([event]));
      log("error", "not_stored", { store: this.#facts.text("store"), ...errorFields(error) });
      return ["failed"];
    }
    this.#pruning.arrange(now);
    // In the same turn, and so in the same commit: if the process dies now, the alarm delivers.
    if (!this.#isClosed) this.#setAlarm(now + SAFETY_ALARM_MS);
    this.#startDue(now);
    return duplicates.map((isDuplicate) => (isDuplicate ? "duplicate" : "accepted"));
  }

  /** The store's settings changed: the next delivery reads them. */
  async refresh(store: string): Promise<void> {
    forgetTenant(store);
    this.#facts.set("store", store);
  }

  /** The store was created or replaced. If it was closed it is open again. */
  async open(store: string): Promise<void> {
    await this.refresh(store);
    this.#reopen(Date.now());
    this.#pump();
  }

  /** The store was removed: nothing is sent until it is opened again. */
  async close(): Promise<void> {
    this.#facts.set("closed_at", Date.now());
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
    // An alarm that throws is given up after some runs, so nothing may escape.
    this.#alarmAt = null;
    this.#orAlarm("alarm_failed", () => {
      this.#pruning.run(Date.now());
      this.#pump();
    });
  }

  /** One attempt. */
  protected send(store: Tenant, event: QueuedEvent): Promise<DeliveryOutcome> {
    return deliver(store, event, this.#deadlines);
  }

  /** Records what an attempt came to. */
  protected settle(event: QueuedEvent, outcome: DeliveryOutcome): void {
    const now = Date.now();
    this.#outbox.settle(event, outcome, now);
    if (outcome.kind === "closed") this.#facts.set("closed_at", now);
    const store = this.#facts.text("store") ?? "";
    const ageMs = now - event.acceptedAt;
    writeMetric(this.env, store, outcome.kind, outcome.result, ageMs, event.attempts + 1);
    log(outcome.kind === "delivered" ? "info" : "warn", `event_${outcome.kind}`, {
      store,
      id: event.id,
      type: event.change.type,
      attempt: event.attempts + 1,
      result: outcome.result,
      ageMs,
    });
  }

  /** Does something; where that fails the alarm tries again. */
  #orAlarm(failure: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      log("error", failure, { store: this.#facts.text("store"), ...errorFields(error) });
      this.#setAlarm(Date.now() + SAFETY_ALARM_MS);
    }
  }

  get #isClosed(): boolean {
    return this.#facts.number("closed_at") !== undefined;
  }

  #reopen(now: number): void {
    if (!this.#isClosed) return;
    this.#facts.remove("closed_at");
    // The time that the store was closed doesn't count.
    this.#history.extendPending(now);
  }

  /** Starts what is due and sets the alarm for the rest. */
  #pump(): void {
    const now = Date.now();
    this.#startDue(now);
    if (!this.#isClosed) {
      const { overdue, nextDueAt } = this.#outbox.outlook(now);
      if (overdue) this.#setAlarm(now + SAFETY_ALARM_MS);
      if (nextDueAt !== undefined) this.#setAlarm(nextDueAt);
    }
    if (this.#pruning.dueAt !== undefined) this.#setAlarm(this.#pruning.dueAt);
  }

  /** Starts what is due, as far as there are connections. */
  #startDue(now: number): void {
    if (this.#isClosed || this.#underWay.size >= MAX_DELIVERIES_AT_ONCE) return;
    for (const entityId of this.#outbox.dueEntities(now, MAX_DELIVERIES_AT_ONCE + this.#underWay.size)) {
      if (this.#underWay.size >= MAX_DELIVERIES_AT_ONCE) break;
      if (this.#underWay.has(entityId)) continue;
      this.#underWay.add(entityId);
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
      const name = this.#facts.text("store");
      const store = name === undefined ? undefined : await findTenant(this.env, name);
      if (store === undefined) this.#outbox.setDue(entityId, Date.now() + NO_STORE_DELAY_MS);
      else await this.#outcomes.add({ event, outcome: await this.send(store, event) });
    } catch (error) {
      this.#putOff(entityId, error);
    } finally {
      this.#underWay.delete(entityId);
      this.#pumpSoon();
    }
  }

  #settleOne({ event, outcome }: Settlement): void {
    try {
      this.settle(event, outcome);
    } catch (error) {
      this.#putOff(event.entityId, error);
    }
  }

  #putOff(entityId: number, error: unknown): void {
    log("error", "delivery_failed", { store: this.#facts.text("store"), ...errorFields(error) });
    this.#outbox.setDue(entityId, Date.now() + NO_STORE_DELAY_MS);
  }

  /** Once for all deliveries that end together. */
  #pumpSoon(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    queueMicrotask(() => {
      this.#isPumping = false;
      this.#orAlarm("delivery_failed", () => this.#pump());
    });
  }

  /** Moves the alarm forward only: an early alarm finds nothing to do, a late one delays an event. */
  #setAlarm(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}
