/** Coins of their own network, by the vendor's code; every other code is a token on somebody else's. */
const nativeCoins = new Set(["BTC", "BCH", "LTC", "XDG", "DASH", "ETH", "TRX", "BNB", "TON", "SOL", "MATIC", "POL"]);

/** What wallets and exchanges call the tokens of a network, by its name in lower case. */
const standards: Record<string, string> = {
  tron: "TRC-20",
  ethereum: "ERC-20",
  "bnb smart chain": "BEP-20",
  polygon: "ERC-20",
  ton: "Jetton",
  solana: "SPL",
};

/** Codes of the vendor's that people know by another name. */
const knownAs: Record<string, string> = { XDG: "DOGE" };

/** The coin of a currency code, as people know it: `USDT` of `USDT_TRX`. */
export function symbolOf(code: string): string {
  const coin = coinOf(code);
  return knownAs[coin] ?? coin;
}

/** The standard of a token on its network, `TRC-20` for instance; undefined for a network's own coin. */
export function tokenStandard(code: string, network: string): string | undefined {
  return isToken(code) ? standards[network.toLowerCase()] : undefined;
}

/** Whether the code is a token, which exists on several networks and is lost on the wrong one. */
export function isToken(code: string): boolean {
  return code.includes("_") || !nativeCoins.has(coinOf(code));
}

function coinOf(code: string): string {
  return code.split(/[_\s]/, 1)[0] ?? code;
}
