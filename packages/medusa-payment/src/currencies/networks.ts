/** How the vendor's currency codes end for tokens, and the network's name for people. A code without ending is the first row's. */
const NETWORK_BY_ENDING: Record<string, string> = {
  TRX: "Tron",
  BSC: "BNB Smart Chain",
  POL: "Polygon",
  MATIC: "Polygon",
  ETH: "Ethereum",
  TON: "TON",
};

const NETWORK_BY_CODE: Record<string, string> = {
  BTC: "Bitcoin",
  LTC: "Litecoin",
  XDG: "Dogecoin",
  TRX: "Tron",
  ETH: "Ethereum",
  BNB: "BNB Smart Chain",
  TON: "TON",
  MATIC: "Polygon",
  "POL (prev. MATIC)": "Polygon",
  USDT: "Ethereum",
  USDC: "Ethereum",
  DAI: "Ethereum",
  FRAX: "Ethereum",
};

/** The network that a currency code of the vendor's moves on, or null for one that isn't known: codes are an open list. */
export function networkName(code: string): string | null {
  const ending = code.includes("_") ? code.slice(code.lastIndexOf("_") + 1) : undefined;
  return (ending ? NETWORK_BY_ENDING[ending] : NETWORK_BY_CODE[code]) ?? null;
}
