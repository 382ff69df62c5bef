import { type FormEvent, useId, useState } from "react";
import type { CryptoCurrency } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";
import { CoinIcon } from "./coin-icon.tsx";
import { RadioCard } from "./radio-card.tsx";

interface CurrencyChoiceProps {
  currencies: CryptoCurrency[];
  busy: boolean;
  onChoose: (code: string) => void;
}

/** The choice of a coin and, if it has several, of a network. */
export function CurrencyChoice({ currencies, busy, onChoose }: CurrencyChoiceProps) {
  const { messages } = useMessages();
  const coins = groupByCoin(currencies);
  const [symbol, setSymbol] = useState(coins[0]?.symbol);
  const [code, setCode] = useState<string>();
  const [asked, setAsked] = useState(false);
  const id = useId();
  const coin = coins.find((each) => each.symbol === symbol);
  const only = coin?.networks.length === 1 ? coin.networks[0] : undefined;
  const chosen = only?.code ?? code;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (chosen) return onChoose(chosen);
    setAsked(true);
    event.currentTarget.querySelector<HTMLInputElement>(`input[name="${id}-network"]`)?.focus();
  }

  if (coins.length === 0) return <p className="note">{messages.noCurrencies}</p>;
  return (
    <form onSubmit={submit} noValidate>
      <fieldset>
        <legend>{messages.chooseCurrency}</legend>
        <div className="choices">
          {coins.map((each) => (
            <RadioCard
              key={each.symbol}
              name={`${id}-coin`}
              value={each.symbol}
              checked={each.symbol === symbol}
              onChange={() => {
                setSymbol(each.symbol);
                setCode(undefined);
                setAsked(false);
              }}
              title={each.name}
              detail={each.symbol}
              icon={<CoinIcon symbol={each.symbol} />}
            />
          ))}
        </div>
      </fieldset>
      {coin && coin.networks.length > 1 && (
        <fieldset aria-describedby={`${id}-note`}>
          <legend>{messages.chooseNetwork}</legend>
          <div className="choices">
            {coin.networks.map((each) => (
              <RadioCard
                key={each.code}
                name={`${id}-network`}
                value={each.code}
                checked={each.code === code}
                onChange={() => setCode(each.code)}
                title={each.network}
                detail={each.tokenStandard}
              />
            ))}
          </div>
          <p id={`${id}-note`} className={asked && !chosen ? "error" : "muted"} role={asked ? "alert" : undefined}>
            {messages.networkNote}
          </p>
        </fieldset>
      )}
      <button type="submit" className="primary" aria-disabled={busy} data-testid="continue">
        {busy ? messages.preparing : messages.continue}
      </button>
    </form>
  );
}

interface Coin {
  symbol: string;
  name: string;
  networks: CryptoCurrency[];
}

function groupByCoin(currencies: CryptoCurrency[]): Coin[] {
  const coins = new Map<string, Coin>();
  for (const currency of currencies) {
    const { symbol, name } = currency;
    const coin = coins.get(symbol) ?? { symbol, name, networks: [] };
    coin.networks.push(currency);
    coins.set(symbol, coin);
  }
  return [...coins.values()];
}
