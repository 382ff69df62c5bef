/** The vendor's object that an event is about. */
export interface EventEntity {
  kind: string;
  id: string;
  idempotencyKey?: string;
  externalId?: string;
}

/** What a store learns of an event, beside the original. */
export interface EventChange {
  /** `<entity>.<change>`, for example `invoice.paid`. */
  type: string;
  entity: EventEntity;
  /** The vendor's event type. */
  event: string;
  state: string | undefined;
}

/** A verified event on its way into a mailbox. Flat, because every event crosses from the edge to a Durable Object. */
export interface IncomingEvent {
  /** Hash of the signed bytes: the same content has the same id. */
  id: string;
  /** Kind and id of the entity, whose events are delivered in order. */
  entity: string;
  /** JSON of an {@link EventChange}. */
  change: string;
  key: string;
  sign: string;
  /** The vendor's bytes as text. */
  body: string;
}

/** A mailbox's answer for one event. `failed`: not stored, may be sent again. `revoked`: its key was removed. */
export type Receipt = "accepted" | "duplicate" | "failed" | "revoked";

/** The first pending event of its entity. */
export interface QueuedEvent {
  eventId: number;
  entityId: number;
  id: string;
  sequence: number;
  change: EventChange;
  body: string;
  key: string;
  sign: string;
  /** Milliseconds since 1970, as `expiresAt`. */
  acceptedAt: number;
  /** Attempts so far. */
  attempts: number;
  expiresAt: number;
}
