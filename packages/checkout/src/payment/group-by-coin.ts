import type { CryptoCurrency } from "./payment.ts";

export interface Coin {
  symbol: string;
  name: string;
  networks: CryptoCurrency[];
}

/** What shoppers pay with most, first. */
const popular = ["USDT", "BTC", "ETH", "USDC", "TRX", "BNB", "LTC", "SOL", "DOGE", "TON"];

/** The coins with their networks: popular ones first, the rest in the store's order. */
export function groupByCoin(currencies: CryptoCurrency[]): Coin[] {
  const coins = new Map<string, Coin>();
  for (const currency of currencies) {
    const { symbol, name } = currency;
    const coin = coins.get(symbol) ?? { symbol, name, networks: [] };
    coin.networks.push(currency);
    coins.set(symbol, coin);
  }
  const rank = ({ symbol }: Coin) => (popular.includes(symbol) ? popular.indexOf(symbol) : popular.length);
  return [...coins.values()].sort((a, b) => rank(a) - rank(b));
}

/** Whether a coin fits what the shopper typed: a part of its name, symbol or a network. */
export function matchesSearch(coin: Coin, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const words = [coin.name, coin.symbol, ...coin.networks.flatMap((each) => [each.network, each.tokenStandard ?? ""])];
  return words.some((word) => word.toLowerCase().includes(wanted));
}
