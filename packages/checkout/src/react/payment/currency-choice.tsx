import { type FormEvent, useId, useState } from "react";
import { groupByCoin, matchesSearch } from "../../payment/group-by-coin.ts";
import type { CryptoCurrency } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";
import { CoinIcon } from "./coin-icon.tsx";
import { RadioCard } from "./radio-card.tsx";

interface CurrencyChoiceProps {
  currencies: CryptoCurrency[];
  busy: boolean;
  onChoose: (code: string) => void;
}

/** Coins shown before the shopper asks for all of them. */
const mostShown = 6;

/** The choice of a coin and, if it has several, of a network. */
export function CurrencyChoice({ currencies, busy, onChoose }: CurrencyChoiceProps) {
  const { messages } = useMessages();
  const coins = groupByCoin(currencies);
  const [last] = useState(() => currencies.find((each) => each.code === lastChoice()));
  const [symbol, setSymbol] = useState(last?.symbol ?? coins[0]?.symbol);
  const [code, setCode] = useState(last?.code);
  const [search, setSearch] = useState<string>();
  const [asked, setAsked] = useState(false);
  const id = useId();
  const coin = coins.find((each) => each.symbol === symbol);
  const only = coin?.networks.length === 1 ? coin.networks[0] : undefined;
  const chosen = only?.code ?? code;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    if (chosen) {
      rememberChoice(chosen);
      return onChoose(chosen);
    }
    setAsked(true);
    event.currentTarget.querySelector<HTMLInputElement>(`input[name="${id}-network"]`)?.focus();
  }

  const many = coins.length > mostShown + 1;
  const first = coins.filter((each, index) => index < mostShown || each.symbol === last?.symbol);
  const shown = !many ? coins : search === undefined ? first : coins.filter((each) => matchesSearch(each, search));

  if (coins.length === 0) return <p className="note">{messages.noCurrencies}</p>;
  return (
    <form onSubmit={submit} noValidate>
      <fieldset>
        <legend>{messages.chooseCurrency}</legend>
        {search !== undefined && (
          <input
            ref={(input) => input?.focus()}
            type="search"
            className="search"
            placeholder={messages.searchCurrencies}
            aria-label={messages.searchCurrencies}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            data-testid="search-currencies"
          />
        )}
        <div className="choices">
          {shown.map((each) => (
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
        {shown.length === 0 && (
          <p className="muted" role="status">
            {messages.noMatch}
          </p>
        )}
        {many && search === undefined && (
          <button type="button" className="link" onClick={() => setSearch("")} data-testid="all-currencies">
            {messages.allCurrencies}
          </button>
        )}
      </fieldset>
      {coin && coin.networks.length > 1 && (
        <fieldset aria-describedby={`${id}-note`}>
          <legend>{messages.chooseNetwork}</legend>
          <div className="choices segmented">
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

const storageKey = "calypso-currency";

function lastChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    // Storage is off in this browser.
    return null;
  }
}

function rememberChoice(code: string): void {
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // Storage is off in this browser.
  }
}
