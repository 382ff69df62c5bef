import { useEffect, useState } from "react";

/** Usual colours of coins, dark enough for white, by the symbol that shoppers know. */
const colours: Record<string, string> = {
  BTC: "#b8610a",
  ETH: "#4a5fc1",
  USDT: "#1a7f60",
  USDC: "#2065b8",
  DAI: "#8a6414",
  LTC: "#345d9d",
  DOGE: "#8a741f",
  TRX: "#c8102e",
  BNB: "#8a6a00",
  SOL: "#6b3fd4",
  TON: "#0a72b5",
  POL: "#6c34d1",
  MATIC: "#6c34d1",
};

let loaded: Record<string, string> | undefined;

/** A coin's mark: its first letter until the marks have loaded, and for coins without one. */
export function CoinIcon({ symbol }: { symbol: string }) {
  const [marks, setMarks] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    import("./coin-marks.ts").then(
      ({ coinMarks }) => {
        loaded = coinMarks;
        setMarks(coinMarks);
      },
      // The letter stays. Marks only decorate, and the page may have been left.
      () => {},
    );
  }, []);
  const path = marks?.[symbol === "MATIC" ? "POL" : symbol];
  return (
    <span className="icon" style={{ background: colours[symbol] ?? "#565e6e" }} aria-hidden="true">
      {path ? (
        <svg viewBox="0 0 24 24" width="62%" height="62%" role="presentation">
          <path d={path} fill="currentColor" fillRule="evenodd" />
        </svg>
      ) : (
        symbol.slice(0, 1)
      )}
    </span>
  );
}
