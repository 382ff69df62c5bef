/** When unfinished work counts as interrupted, in milliseconds: longer than each can take while its process lives. */
export const interruptedAfterMs = {
  /** Creating an invoice, with all timeouts and retries. */
  creation: 3 * 60_000,
  /** Completing a cart: Medusa locks the cart for at most this long. */
  completion: 2 * 60_000,
  /** Capturing in Medusa: it asks the provider, which reads the vendor with all retries. */
  capture: 60_000,
  /** Booking a refund in Medusa, or changing an order's credit lines. */
  booking: 20_000,
} as const;
