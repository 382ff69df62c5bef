/** A payment as Medusa's Store API returns it. */
export const samplePayment = {
  flow: "invoice",
  outcome: "waiting",
  fiat_amount: "28.90",
  fiat_currency: "EUR",
  crypto_amount: "0.0004",
  crypto_currency: "BTC",
  network: "Bitcoin",
  address: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
};

export const sampleSession = (payment: object = samplePayment) => ({
  id: "payses_1",
  provider_id: "pp_calypso_calypso",
  status: "pending",
  data: payment,
});
