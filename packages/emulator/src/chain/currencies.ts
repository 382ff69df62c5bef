export type Network =
  | "BITCOIN"
  | "ETHEREUM"
  | "BINANCE_SMART_CHAIN"
  | "TRON"
  | "DOGECOIN"
  | "POLYGON"
  | "LITECOIN"
  | "TONCOIN";

/** Display names of the networks. */
export const networkNames: Readonly<Record<Network, string>> = {
  BITCOIN: "Bitcoin",
  ETHEREUM: "Ethereum",
  BINANCE_SMART_CHAIN: "BNB Smart Chain",
  TRON: "Tron",
  DOGECOIN: "Dogecoin",
  POLYGON: "Polygon",
  LITECOIN: "Litecoin",
  TONCOIN: "TON",
};

export interface CryptoCurrency {
  readonly code: string;
  readonly name: string;
  readonly network: Network;
  /** The currency of the network's fees. */
  readonly base: string;
  /** Token standard, or null for the network's own coin. */
  readonly standard: string | null;
  /** Decimal places that amounts are rounded to. */
  readonly scale: number;
  /** Decimal places on the blockchain. */
  readonly blockchainScale: number;
  /** Its initial price in USD. */
  readonly usd: string;
}

type Row = [string, string, Network, string, string | null, number, number, string];

const rows: Row[] = [
  ["BTC", "Bitcoin", "BITCOIN", "BTC", null, 8, 8, "64000"],
  ["LTC", "Litecoin", "LITECOIN", "LTC", null, 8, 8, "80"],
  ["XDG", "Dogecoin", "DOGECOIN", "XDG", null, 8, 8, "0.16"],
  ["ETH", "Ethereum", "ETHEREUM", "ETH", null, 10, 18, "2500"],
  ["USDT", "Tether USD (ERC-20)", "ETHEREUM", "ETH", "ERC20", 6, 6, "1"],
  ["USDC", "USD Coin (ERC-20)", "ETHEREUM", "ETH", "ERC20", 6, 6, "1"],
  ["FRAX", "Frax (ERC-20)", "ETHEREUM", "ETH", "ERC20", 6, 18, "0.998"],
  ["DAI", "DAI (ERC-20)", "ETHEREUM", "ETH", "ERC20", 6, 18, "1"],
  ["POL", "Polygon", "POLYGON", "POL", null, 8, 18, "0.4"],
  ["USDT_POL", "Tether USD (Polygon)", "POLYGON", "POL", "ERC20", 6, 6, "1"],
  ["USDC_POL", "USD Coin (Polygon)", "POLYGON", "POL", "ERC20", 6, 6, "1"],
  ["TRX", "Tron", "TRON", "TRX", null, 6, 6, "0.25"],
  ["USDT_TRX", "Tether USD (TRC-20)", "TRON", "TRX", "TRC20", 6, 6, "1"],
  ["BNB", "Binance Coin", "BINANCE_SMART_CHAIN", "BNB", null, 8, 18, "600"],
  ["USDT_BSC", "Tether USD (BEP-20)", "BINANCE_SMART_CHAIN", "BNB", "BEP20", 6, 18, "1"],
  ["TON", "Toncoin", "TONCOIN", "TON", null, 9, 9, "5"],
  ["USDT_TON", "Tether USD (TON)", "TONCOIN", "TON", "JETTON", 6, 6, "1"],
];

/** The crypto currencies of the documentation's currency enum, by code. */
export const cryptoCurrencies: ReadonlyMap<string, CryptoCurrency> = new Map(
  rows.map(([code, name, network, base, standard, scale, blockchainScale, usd]) => [
    code,
    { code, name, network, base, standard, scale, blockchainScale, usd },
  ]),
);

export interface FiatCurrency {
  readonly code: string;
  readonly name: string;
  readonly scale: number;
  /** Units for one USD. */
  readonly perUsd: string;
}

const fiatRows: [string, string, number, string][] = [
  ["USD", "US dollar", 2, "1"],
  ["EUR", "Euro", 2, "0.92"],
  ["UAH", "Ukrainian hryvnia", 2, "41.5"],
  ["KZT", "Kazakhstani tenge", 2, "480"],
  ["RUB", "Russian ruble", 2, "90"],
  ["ARS", "Argentine peso", 2, "980"],
  ["BRL", "Brazilian real", 2, "5.5"],
  ["CZK", "Czech koruna", 2, "23"],
  ["JPY", "Japanese yen", 0, "150"],
  ["PLN", "Polish zloty", 2, "3.95"],
  ["SEK", "Swedish krona", 2, "10.4"],
  ["TRY", "Turkish lira", 2, "34"],
];

export const fiatCurrencies: ReadonlyMap<string, FiatCurrency> = new Map(
  fiatRows.map(([code, name, scale, perUsd]) => [code, { code, name, scale, perUsd }]),
);
