import type { Claim, CryptoCurrency, PaymentLink } from "../../../../src/headless.ts";

const address = "TMw8G8sWbEdB32qKjoYbuCbTLFwuPgjTiS";

const invoice = {
  flow: "invoice",
  outcome: "waiting",
  fiat_amount: "28.90",
  fiat_currency: "EUR",
  crypto_amount: "31.447164",
  crypto_currency: "USDT_TRX",
  network: "Tron",
  address,
  payment_uri: null as string | null,
  received_amount: "0",
  remaining_amount: "31.447164",
  pay_url: "about:blank",
  expires_at: new Date(Date.now() + 2 * 3_600_000).toISOString(),
};

const bitcoin = {
  ...invoice,
  crypto_currency: "BTC",
  crypto_amount: "0.00049223",
  network: "Bitcoin",
  address: "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
  payment_uri: "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=0.00049223",
};

const ethereumAddress = "0x52908400098527886E0F7030069857D2E4169EE7";

const tetherOnEthereum = {
  ...invoice,
  crypto_currency: "USDT",
  network: "Ethereum",
  address: ethereumAddress,
  payment_uri: `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=${ethereumAddress}&uint256=31447164`,
};

const ether = {
  ...tetherOnEthereum,
  crypto_currency: "ETH",
  crypto_amount: "0.0101",
  payment_uri: `ethereum:${ethereumAddress}@1?value=10100000000000000`,
};

/** The store's answers about a payment, by scene. */
export const paymentScenes: Record<string, Record<string, unknown>> = {
  waiting: invoice,
  "waiting-bitcoin": bitcoin,
  "waiting-tether-on-ethereum": tetherOnEthereum,
  "waiting-ether": ether,
  detected: { ...invoice, outcome: "detected" },
  held: { ...invoice, outcome: "held" },
  underpaid: { ...invoice, outcome: "underpaid", received_amount: "25", remaining_amount: "6.447164" },
  overpaid: { ...invoice, outcome: "overpaid", received_amount: "35" },
  settled: {
    ...invoice,
    outcome: "settled",
    received_amount: "31.447164",
    transaction_hash: "7c2d4206c03a883d9066d920c0a5e6a6b5f1b8ae6b9b2c7a0fcd4c0c0d9e1f42",
    transaction_url:
      "https://tronscan.org/#/transaction/7c2d4206c03a883d9066d920c0a5e6a6b5f1b8ae6b9b2c7a0fcd4c0c0d9e1f42",
    paid_at: "2026-11-28T10:00:00Z",
  },
  expired: { ...invoice, outcome: "expired" },
  late: { ...invoice, outcome: "late", received_amount: "31.447164" },
  declined: { ...invoice, outcome: "declined" },
  frozen: { ...invoice, outcome: "declined", received_amount: "31.447164" },
  intervention: { ...invoice, outcome: "intervention", received_amount: "31.447164" },
  expired_partial: {
    ...invoice,
    outcome: "expired_partial",
    received_amount: "15.7",
    remaining_amount: "15.747164",
  },
  unknown: { ...invoice, outcome: "something new" },
  widget: {
    flow: "widget",
    outcome: "waiting",
    fiat_amount: "28.90",
    fiat_currency: "EUR",
    pay_url: "https://pay.example/pay?widgetKey=1",
    expires_at: invoice.expires_at,
  },
};

export const currencies: CryptoCurrency[] = [
  { code: "BTC", symbol: "BTC", name: "Bitcoin", network: "Bitcoin" },
  { code: "ETH", symbol: "ETH", name: "Ethereum", network: "Ethereum" },
  { code: "USDT", symbol: "USDT", name: "Tether USD", network: "Ethereum", tokenStandard: "ERC-20" },
  { code: "USDT_TRX", symbol: "USDT", name: "Tether USD", network: "Tron", tokenStandard: "TRC-20" },
  { code: "XDG", symbol: "DOGE", name: "Dogecoin", network: "Dogecoin" },
];

/** What payment links ask for, by scene. */
export const linkScenes: Record<string, PaymentLink> = {
  "link-open": { status: "open", orderNumber: "12", amount: "10.00", currency: "EUR" },
  "link-paid": { status: "paid", orderNumber: "12", amount: "0", currency: "EUR" },
  "link-canceled": { status: "canceled", orderNumber: "12", amount: "0", currency: "EUR" },
  "link-expired": { status: "expired", orderNumber: "12", amount: "10.00", currency: "EUR" },
};

const claim: Claim = {
  state: "open",
  fiatAmount: "12.50",
  fiatCurrency: "EUR",
  currency: { code: "USDT_TRX", symbol: "USDT", name: "Tether USD", network: "TRON", tokenStandard: "TRC-20" },
};

export const claimScenes: Record<string, Claim> = {
  "claim-open": claim,
  "claim-given": { ...claim, state: "given" },
  "claim-in-progress": { ...claim, state: "in_progress" },
  "claim-completed": { ...claim, state: "completed" },
  "claim-canceled": { ...claim, state: "canceled" },
  "claim-link-invalid": { ...claim, state: "link_invalid" },
};
