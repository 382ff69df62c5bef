/** The checkout without a framework: the payment store, the claim store, and their calls to the store's API. */
export { isBelowExchangeMinimum } from "./amounts/is-below-exchange-minimum.ts";
export type { CheckoutBackend, Choice, Completion, SessionChange } from "./backend/checkout-backend.ts";
export { CheckoutError, type CheckoutErrorCode } from "./backend/checkout-error.ts";
export { createMedusaBackend, type MedusaBackendOptions } from "./backend/create-medusa-backend.ts";
export { findPaymentSession, type PaymentCollection } from "./backend/find-payment-session.ts";
export type { Claim, ClaimState } from "./claim/claim.ts";
export { type ClaimBackend, createMedusaClaimBackend, type MedusaClaimBackendOptions } from "./claim/claim-backend.ts";
export { type ClaimSnapshot, type ClaimStore, type ClaimStoreOptions, createClaimStore } from "./claim/claim-store.ts";
export {
  createMedusaLinkBackend,
  type LinkBackend,
  type MedusaLinkBackendOptions,
} from "./link/create-medusa-link-backend.ts";
export type { LinkStatus, PaymentLink } from "./link/payment-link.ts";
export { parseCurrencies, parsePayment } from "./payment/parse-payment.ts";
export type { CryptoCurrency, EarlierPayment, Flow, Outcome, Payment, PaymentSession } from "./payment/payment.ts";
export type { Visibility } from "./polling/visibility.ts";
export { createPaymentStore } from "./store/create-payment-store.ts";
export type { PaymentSnapshot, PaymentStore, PaymentStoreOptions, Problem, Step } from "./store/payment-store.ts";
