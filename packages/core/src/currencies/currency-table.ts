import type { AllCurrencies, CryptoCurrencies } from "../operations/currencies/currency-schemas.ts";
import { type Network, type NetworkName, networkNameOf, networks } from "./networks.ts";

/** A cryptocurrency on its network. */
export interface Currency {
  /** The API's code. */
  code: string;
  /** Name for people, without the network: `Tether USD`. */
  displayName: string;
  /** Symbol to show amounts with: `USDT` for USDT_TRX. */
  symbol: string;
  /** `undefined` for a network unknown to this version. */
  network: NetworkName | undefined;
  /** Name of the network for people; the API's name for an unknown network. */
  networkName: string;
  /** For example `ERC-20`; `undefined` for a network's own coin. */
  tokenStandard: string | undefined;
  /** Digits after the point that the network keeps; `undefined` if unknown. */
  decimals: number | undefined;
  /** Digits worth showing; `undefined` if unknown. */
  displayScale: number | undefined;
  /** The token's contract (on TON its jetton master), if it is unambiguous. */
  contract: string | undefined;
}

type Row = readonly [displayName: string, symbol: string, network: NetworkName, decimals: number, contract?: string];

// Codes: documentation, "ENUM description", "Currency", plus codes that appear only in guides and events. A contract is
// left out if the code could mean two (USDC on Polygon, the renamed FRAX) or the token is being discontinued (BUSD): a
// payment link to the wrong contract loses money, while a missing link only costs the shopper a copy and paste.
const rows: Readonly<Record<string, Row>> = {
  BTC: ["Bitcoin", "BTC", "BITCOIN", 8],
  LTC: ["Litecoin", "LTC", "LITECOIN", 8],
  XDG: ["Dogecoin", "DOGE", "DOGECOIN", 8],
  ETH: ["Ether", "ETH", "ETHEREUM", 18],
  USDT: ["Tether USD", "USDT", "ETHEREUM", 6, "0xdAC17F958D2ee523a2206206994597C13D831ec7"],
  USDC: ["USD Coin", "USDC", "ETHEREUM", 6, "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"],
  DAI: ["Dai", "DAI", "ETHEREUM", 18, "0x6B175474E89094C44Da98b954EedeAC495271d0F"],
  FRAX: ["Frax", "FRAX", "ETHEREUM", 18],
  BUSD_ETH: ["Binance USD", "BUSD", "ETHEREUM", 18],
  BNB: ["BNB", "BNB", "BINANCE_SMART_CHAIN", 18],
  USDT_BSC: ["Tether USD", "USDT", "BINANCE_SMART_CHAIN", 18, "0x55d398326f99059fF775485246999027B3197955"],
  USDC_BSC: ["USD Coin", "USDC", "BINANCE_SMART_CHAIN", 18, "0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d"],
  BUSD: ["Binance USD", "BUSD", "BINANCE_SMART_CHAIN", 18],
  POL: ["Polygon", "POL", "POLYGON", 18],
  USDT_POL: ["Tether USD", "USDT", "POLYGON", 6, "0xc2132D05D31c914a87C6611C10748AEb04B58e8F"],
  USDC_POL: ["USD Coin", "USDC", "POLYGON", 6],
  TRX: ["TRON", "TRX", "TRON", 6],
  USDT_TRX: ["Tether USD", "USDT", "TRON", 6, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
  USDC_TRX: ["USD Coin", "USDC", "TRON", 6, "TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8"],
  TON: ["Toncoin", "TON", "TONCOIN", 9],
  USDT_TON: ["Tether USD", "USDT", "TONCOIN", 6, "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"],
};

/** Codes that guides, events and other services use for the same currencies. */
const aliases: Readonly<Record<string, string>> = {
  "POL (PREV. MATIC)": "POL",
  MATIC: "POL",
  USDT_MATIC: "USDT_POL",
  USDC_MATIC: "USDC_POL",
  DOGE: "XDG",
};

/** The networks' own coins: the table's currencies that are not tokens. */
const coins = new Set(["BTC", "LTC", "XDG", "ETH", "BNB", "POL", "TRX", "TON"]);

function currencyOf(code: string, [displayName, symbol, network, decimals, contract]: Row): Currency {
  const { displayName: networkName, tokenStandard }: Network = networks[network];
  return {
    code,
    displayName,
    symbol,
    network,
    networkName,
    tokenStandard: coins.has(code) ? undefined : tokenStandard,
    decimals,
    displayScale: undefined,
    contract,
  };
}

/** Resolves an alias to the table's code: `POL` for `MATIC`. Returns other text as it is. */
export function canonicalCurrencyCode(code: string): string {
  const plain = code.trim().toUpperCase();
  if (Object.hasOwn(aliases, plain)) return aliases[plain] as string;
  return Object.hasOwn(rows, plain) ? plain : code;
}

/**
 * Finds a currency in the built-in table, by code or alias.
 *
 * @example
 * findCurrency("USDT_TRX")?.networkName; // "TRON"
 *
 * Source: documentation, "ENUM description"; decimals and contracts are the networks' own.
 */
export function findCurrency(code: string): Currency | undefined {
  const canonical = canonicalCurrencyCode(code);
  const row = Object.hasOwn(rows, canonical) ? rows[canonical] : undefined;
  return row === undefined ? undefined : currencyOf(canonical, row);
}

/** Every currency of the built-in table. */
export const knownCurrencies = (): Currency[] => Object.entries(rows).map(([code, row]) => currencyOf(code, row));

export interface LiveCurrencies {
  /** The answer of `client.currency.cryptoFullInfo()`. */
  fullInfo?: CryptoCurrencies;
  /** The answer of `client.currency.all()`: only it has contracts. */
  all?: AllCurrencies;
}

/**
 * The currencies that the API offers now, completed from the built-in table. If both have a value, the live list decides
 * decimals and the table decides names.
 *
 * @returns currencies by code, exactly as the API spells it
 * @example
 * const fullInfo = await client.currency.cryptoFullInfo();
 * const decimals = completeCurrencies({ fullInfo }).get("USDT_TRX")?.decimals;
 */
export function completeCurrencies({ fullInfo, all }: LiveCurrencies): Map<string, Currency> {
  const result = new Map<string, Currency>();
  for (const live of fullInfo?.cryptoCurrencies ?? []) {
    const known = findCurrency(live.currency);
    const { network, networkName, tokenStandard } = liveNetwork(live.network ?? "", live.token ?? false);
    result.set(live.currency, {
      code: live.currency,
      displayName: known?.displayName ?? live.name ?? live.currency,
      symbol: known?.symbol ?? live.currency.split("_")[0] ?? live.currency,
      network: known?.network ?? network,
      networkName: known?.networkName ?? networkName,
      tokenStandard: known === undefined ? tokenStandard : known.tokenStandard,
      decimals: live.blockchainScale ?? known?.decimals,
      displayScale: live.recommendedDisplayScale,
      contract: known?.contract,
    });
  }
  for (const info of all?.cryptoCurrencies ?? []) {
    const known = result.get(info.name) ?? findCurrency(info.name);
    const { network, networkName, tokenStandard } = liveNetwork(info.blockchainName ?? "", info.contract !== undefined);
    result.set(info.name, {
      code: info.name,
      displayName: known?.displayName ?? info.name,
      symbol: known?.symbol ?? info.name.split("_")[0] ?? info.name,
      network: known?.network ?? network,
      networkName: known?.networkName ?? networkName,
      tokenStandard: known === undefined ? tokenStandard : known.tokenStandard,
      decimals: info.blockchainScale ?? known?.decimals,
      displayScale: known?.displayScale ?? info.scale,
      contract: info.contract ?? known?.contract,
    });
  }
  return result;
}

function liveNetwork(name: string, isToken: boolean): Pick<Currency, "network" | "networkName" | "tokenStandard"> {
  const network = networkNameOf(name);
  if (network === undefined) return { network, networkName: name, tokenStandard: undefined };
  const { displayName, tokenStandard }: Network = networks[network];
  return { network, networkName: displayName, tokenStandard: isToken ? tokenStandard : undefined };
}
