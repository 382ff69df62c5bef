import { DurableObject } from "cloudflare:workers";
import { deliver } from "../deliver/delivery.ts";
import type { DeliveryOutcome } from "../deliver/outcome.ts";
import type { Env } from "../env.ts";
import { errorFields, log } from "../log.ts";
import type { Store } from "../registry/store.ts";
import { findStore } from "../registry/store-cache.ts";
import type { AcceptResult, IncomingEvent, QueuedEvent } from "./event.ts";
import { Inbox } from "./inbox.ts";
import { Outbox } from "./outbox.ts";
import { migrateMailbox } from "./schema.ts";

/** Connections that an object may have waiting at once on Workers. */
const MAX_DELIVERIES_AT_ONCE = 6;
/** While deliveries are under way the alarm stands this far ahead, in case the process dies. */
const SAFETY_ALARM_MS = 5_000;
const REGISTRY_RETRY_MS = 5_000;

/** One store's events (or one shard of them): accepts durably, delivers in order within an entity. */
export class Mailbox extends DurableObject<Env> {
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #underWay = new Set<number>();
  #store: string | undefined;
  #closedAt: number | undefined;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrateMailbox(ctx.storage);
    this.#inbox = new Inbox(ctx.storage);
    this.#outbox = new Outbox(ctx.storage);
    for (const { name, value } of ctx.storage.sql.exec("SELECT name, value FROM facts")) {
      if (name === "store") this.#store = String(value);
      if (name === "closed_at") this.#closedAt = Number(value);
    }
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
    });
  }

  /**
   * Stores verified events. When this returns they are durable: the runtime holds the answer back until the
   * transaction is on disk.
   */
  async accept(store: string, batch: IncomingEvent[]): Promise<AcceptResult[]> {
    this.#rememberStore(store);
    const results = this.#inbox.accept(batch, Date.now());
    this.#pump();
    return results;
  }

  /** Tells the mailbox that the store's settings changed; a closed store is open again. */
  async open(store: string): Promise<void> {
    this.#rememberStore(store);
    if (this.#closedAt !== undefined) {
      this.#closedAt = undefined;
      this.ctx.storage.sql.exec("DELETE FROM facts WHERE name = 'closed_at'");
    }
    this.#pump();
  }

  override async alarm(): Promise<void> {
    // An alarm that throws is given up after some runs, so nothing may escape.
    try {
      this.#alarmAt = null;
      this.#pump();
    } catch (error) {
      log("error", "alarm_failed", { store: this.#store, ...errorFields(error) });
      this.#setAlarm(Date.now() + SAFETY_ALARM_MS);
    }
  }

  #rememberStore(store: string): void {
    if (this.#store === store) return;
    this.#store = store;
    this.ctx.storage.sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES ('store', ?)", store);
  }

  /** Starts what is due and has a connection, and sets the alarm for the rest. */
  #pump(): void {
    const now = Date.now();
    if (this.#closedAt === undefined) {
      for (const entityId of this.#outbox.dueEntities(now, MAX_DELIVERIES_AT_ONCE + this.#underWay.size)) {
        if (this.#underWay.size >= MAX_DELIVERIES_AT_ONCE) break;
        if (this.#underWay.has(entityId)) continue;
        this.#underWay.add(entityId);
        this.ctx.waitUntil(this.#deliverHead(entityId));
      }
    }
    this.#schedule(now);
  }

  async #deliverHead(entityId: number): Promise<void> {
    try {
      const event = this.#outbox.head(entityId);
      if (event === undefined) {
        this.#outbox.refreshDue(entityId, Date.now());
        return;
      }
      const store = await this.#findStore();
      if (store === undefined) {
        this.#outbox.postpone(entityId, Date.now() + REGISTRY_RETRY_MS);
        return;
      }
      this.#settle(event, await deliver(store, event));
    } catch (error) {
      log("error", "delivery_failed", { store: this.#store, ...errorFields(error) });
      this.#outbox.postpone(entityId, Date.now() + REGISTRY_RETRY_MS);
    } finally {
      this.#underWay.delete(entityId);
      this.#pump();
    }
  }

  async #findStore(): Promise<Store | undefined> {
    return this.#store === undefined ? undefined : findStore(this.env, this.#store);
  }

  #settle(event: QueuedEvent, outcome: DeliveryOutcome): void {
    const now = Date.now();
    this.#outbox.settle(event, outcome, now);
    if (outcome.kind === "closed") {
      this.#closedAt = now;
      this.ctx.storage.sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES ('closed_at', ?)", now);
    }
    log(outcome.kind === "delivered" ? "info" : "warn", `event_${outcome.kind}`, {
      store: this.#store,
      id: event.id,
      type: event.change.type,
      attempt: event.attempts + 1,
      result: outcome.result,
      ageMs: now - event.acceptedAt,
    });
  }

  #schedule(now: number): void {
    if (this.#closedAt !== undefined) return;
    const { overdue, nextDueAt } = this.#outbox.outlook(now);
    if (overdue) this.#setAlarm(now + SAFETY_ALARM_MS);
    if (nextDueAt !== undefined) this.#setAlarm(nextDueAt);
  }

  /** Moves the alarm forward only: an early alarm finds nothing to do, a late one delays an event. */
  #setAlarm(at: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}
