import type { EventService, EventType } from "./event-types.ts";

/** An event as the vendor describes it, before it is addressed to a subscription. */
export interface VendorEvent {
  readonly type: EventType;
  readonly service: EventService;
  readonly level: "SUCCESS" | "INFO" | "WARNING";
  /** Id of the entity that the event is about. */
  readonly subject: string;
  readonly data: Record<string, unknown>;
  /** Envelope fields that are missing from the documentation's sample of this event. */
  readonly without?: readonly ("requestId" | "eventType")[];
}
