/** The checkout without a framework: the payment store and the calls that it makes to the shop. */
export type { Claim, ClaimState } from "./claim/claim.ts";
export { type ClaimBackend, createMedusaClaimBackend, type MedusaClaimBackendOptions } from "./claim/claim-backend.ts";
export { type ClaimSnapshot, type ClaimStore, type ClaimStoreOptions, createClaimStore } from "./claim/claim-store.ts";
export type { CheckoutBackend, Choice, Completion } from "./payment/backend.ts";
export { CheckoutError, type CheckoutErrorCode } from "./payment/checkout-error.ts";
export { isBelowExchangeMinimum } from "./payment/exchange-minimum.ts";
export {
  createMedusaBackend,
  findPaymentSession,
  type MedusaBackendOptions,
  type PaymentCollection,
} from "./payment/medusa-backend.ts";
export {
  type CryptoCurrency,
  type Flow,
  type Outcome,
  type Payment,
  type PaymentSession,
  parseCurrencies,
  parsePayment,
} from "./payment/payment.ts";
export {
  createPaymentStore,
  type PaymentSnapshot,
  type PaymentStore,
  type PaymentStoreOptions,
  type Problem,
  type Step,
} from "./payment/payment-store.ts";
export type { Visibility } from "./payment/visibility.ts";
