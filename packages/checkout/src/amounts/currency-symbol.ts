/** Native coins by Calypso's code. Every other code is a token. */
const nativeCoins = new Set(["BTC", "BCH", "LTC", "XDG", "DASH", "ETH", "TRX", "BNB", "TON", "SOL", "MATIC", "POL"]);

/** Token standards by the network's name in lower case, as wallets and exchanges write them. */
const standards: Record<string, string> = {
  tron: "TRC-20",
  ethereum: "ERC-20",
  "bnb smart chain": "BEP-20",
  polygon: "ERC-20",
  ton: "Jetton",
  solana: "SPL",
};

/** Calypso's codes that differ from the usual symbol. */
const usualSymbols: Record<string, string> = { XDG: "DOGE" };

/** The usual symbol of a currency code: `USDT` for `USDT_TRX`. */
export function currencySymbol(code: string): string {
  const coin = coinOf(code);
  return usualSymbols[coin] ?? coin;
}

/** The standard of a token on its network, such as `TRC-20`. Undefined for a native coin. */
export function tokenStandard(code: string, network: string): string | undefined {
  return isToken(code) ? standards[network.toLowerCase()] : undefined;
}

/** Whether the code is a token. A token exists on several networks and is lost if sent on the wrong one. */
export function isToken(code: string): boolean {
  return code.includes("_") || !nativeCoins.has(coinOf(code));
}

function coinOf(code: string): string {
  return code.split(/[_\s]/, 1)[0] ?? code;
}
