/** Delivery status of an event. Mailboxes store the numbers: never change them. */
export const eventStatus = { pending: 0, delivered: 1, dead: 2 } as const;
export type EventStatusName = keyof typeof eventStatus;
