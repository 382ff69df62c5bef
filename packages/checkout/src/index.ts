/** The checkout's React components, their words, and the headless parts that they are made of. */
export * from "./headless.ts";
export { en } from "./messages/en.ts";
export type { Messages } from "./messages/messages.ts";
export { CalypsoPayment, type CalypsoPaymentProps } from "./react/calypso-payment.tsx";
export type { LookProps } from "./react/frame.tsx";
export type { WidgetMode } from "./react/pay-widget.tsx";
export { RefundClaim, type RefundClaimProps } from "./react/refund-claim.tsx";
export { usePaymentStore } from "./react/use-payment-store.ts";
