/** Where the options of the flat form are since they are grouped. */
const PLACES: Record<string, string> = {
  publicKey: "credentials.publicKey",
  secretKey: "credentials.secretKey",
  account: "credentials.account",
  baseUrl: "credentials.baseUrl",
  payUrl: "credentials.payUrl",
  relaySigningSecret: "webhooks.relaySigningSecret",
  webhookKeys: "webhooks.keys",
  flow: "checkout.flow",
  currencies: "checkout.currencies",
  description: "checkout.description",
  returnUrl: "checkout.returnUrl",
  logoUrl: "checkout.logoUrl",
  supportUrl: "checkout.supportUrl",
  expiresAfterMinutes: "checkout.expiresAfterMinutes",
  placeOrderOn: "payments.placeOrderOn",
  heldPayments: "payments.heldPayments",
  underpaymentTolerance: "payments.underpaymentTolerance",
  overpayment: "payments.overpayment",
};

/** A clause for each option of the flat form, such as `"publicKey" moved to "credentials.publicKey"`. */
export function movedOptions(options: unknown): string[] {
  return Object.keys(options ?? {})
    .filter((name) => Object.hasOwn(PLACES, name))
    .map((name) => `"${name}" moved to "${PLACES[name]}"`);
}
