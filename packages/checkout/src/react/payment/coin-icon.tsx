/** Symbols and usual colours of coins, dark enough for white text. */
const coins: Record<string, [sign: string, colour: string]> = {
  BTC: ["B", "#b8610a"],
  ETH: ["Ξ", "#4a5fc1"],
  USDT: ["₮", "#1a7f60"],
  USDC: ["$", "#2065b8"],
  LTC: ["Ł", "#345d9d"],
  XDG: ["Ð", "#8a741f"],
  TRX: ["T", "#c8102e"],
  BNB: ["B", "#8a6a00"],
};

export function CoinIcon({ symbol }: { symbol: string }) {
  const [sign, colour] = coins[symbol] ?? [symbol.slice(0, 1), "#565e6e"];
  return (
    <span className="icon" style={{ background: colour }} aria-hidden="true">
      {sign}
    </span>
  );
}
