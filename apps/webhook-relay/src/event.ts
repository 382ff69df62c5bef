/** What became of an event. Numbers are stored; keep them. */
export const eventStatus = { pending: 0, delivered: 1, dead: 2 } as const;
export type EventStatusName = keyof typeof eventStatus;

/** The object at the vendor that an event is about. */
export interface EventEntity {
  kind: string;
  id: string;
  idempotencyKey?: string;
  externalId?: string;
}

/** What a store is told of an event, beside the original. */
export interface EventChange {
  /** `<entity>.<change>`, for example `invoice.paid`. */
  type: string;
  entity: EventEntity;
  /** The vendor's event type. */
  event: string;
  state: string | undefined;
}

/** A verified event on its way into a mailbox. Flat, since it crosses from the edge for each event. */
export interface IncomingEvent {
  /** From a hash of the signed bytes, so that the same content has the same id. */
  id: string;
  /** Kind and id of what it is about: one entity's events are delivered in order. */
  entity: string;
  /** JSON of an {@link EventChange}. */
  change: string;
  key: string;
  sign: string;
  /** The vendor's bytes as text. */
  body: string;
}

/** What a mailbox answers for an event. `failed`: it isn't stored and may be sent again. */
export type Receipt = "accepted" | "duplicate" | "failed";

/** An event at the head of its entity's queue. */
export interface QueuedEvent {
  eventId: number;
  entityId: number;
  id: string;
  sequence: number;
  change: EventChange;
  body: string;
  key: string;
  sign: string;
  acceptedAt: number;
  /** Attempts made so far. */
  attempts: number;
  expiresAt: number;
}
