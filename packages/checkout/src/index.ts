/** The checkout's React components, with English texts, and everything in `./headless`. */
export * from "./headless.ts";
export { en } from "./messages/en.ts";
export type { Messages } from "./messages/messages.ts";
export { CalypsoPayment, type CalypsoPaymentProps } from "./react/calypso-payment.tsx";
export { OrderPaymentLink, type OrderPaymentLinkProps } from "./react/order-payment-link.tsx";
export type { WidgetMode } from "./react/payment/pay-widget.tsx";
export { RefundClaim, type RefundClaimProps } from "./react/refund-claim.tsx";
export type { AppearanceProps } from "./react/ui/frame.tsx";
export { usePaymentStore } from "./react/use-payment-store.ts";
