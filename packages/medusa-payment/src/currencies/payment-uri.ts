/** Schemes of wallets that take `<scheme>:<address>?amount=<decimal>` (BIP 21 and its followers). */
const SCHEMES: Record<string, string> = { BTC: "bitcoin", LTC: "litecoin", XDG: "dogecoin" };

/** A link for wallets and QR codes, or null where the currency has no standard that carries address and amount. */
export function paymentUri(currency: string, address: string, amount: string): string | null {
  const scheme = SCHEMES[currency];
  return scheme ? `${scheme}:${address}?amount=${amount}` : null;
}
