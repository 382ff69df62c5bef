import { lazy, Suspense, useState } from "react";
import { currencySymbol, isToken } from "../../amounts/currency-symbol.ts";
import { exchangeRate } from "../../amounts/exchange-rate.ts";
import { isBelowExchangeMinimum } from "../../amounts/is-below-exchange-minimum.ts";
import { formatFiat } from "../../messages/format-fiat.ts";
import { networkLabel } from "../../payment/network-label.ts";
import type { Payment } from "../../payment/payment.ts";
import { parseTransfer } from "../../wallet/parse-transfer.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { LazyQrCode } from "../ui/lazy-qr-code.tsx";
import { useMessages } from "../ui/use-messages.ts";
import { CoinIcon } from "./coin-icon.tsx";

const PayWithWallet = lazy(() => import("./pay-with-wallet.tsx").then((module) => ({ default: module.PayWithWallet })));

/** Amount, address, wallets and QR code of an unpaid or underpaid invoice. */
export function PayInvoice({ payment }: { payment: Payment }) {
  const { messages, format } = useMessages();
  const [qrOpen, setQrOpen] = useState(false);
  const { address, cryptoCurrency = "", paymentUri } = payment;
  const underpaid = payment.outcome === "underpaid";
  const amount = underpaid ? payment.remainingAmount : payment.cryptoAmount;
  if (!address || !amount) return null;

  const coin = payment.symbol ?? currencySymbol(cryptoCurrency);
  const network = networkLabel(payment);
  const transfer = parseTransfer(paymentUri, address);
  // A token's link names its contract as the target, and some wallets send the money there.
  const qrText = isToken(cryptoCurrency) ? address : (paymentUri ?? address);
  return (
    <>
      {underpaid && isBelowExchangeMinimum(amount, cryptoCurrency) && (
        <p className="note warn" data-testid="below-minimum">
          {messages.belowExchangeMinimum}
        </p>
      )}
      <div className="pay">
        <div className="fields">
          <div className="field">
            <div className="label">{underpaid ? messages.remaining : messages.sendExactly}</div>
            <div className="value">
              <span className="amount" dir="ltr" data-testid="amount">
                {amount} {coin}
              </span>
              <CopyButton text={amount} label={messages.copyAmount} testId="copy-amount" />
            </div>
            {network && <div className="muted">{network}</div>}
          </div>
          <div className="field">
            <div className="label">{messages.toAddress}</div>
            <div className="value">
              <span className="address" data-testid="address">
                {address}
              </span>
              <CopyButton text={address} label={messages.copyAddress} testId="copy-address" />
            </div>
          </div>
          {transfer && (
            <Suspense fallback={null}>
              <PayWithWallet key={paymentUri} transfer={transfer} network={payment.network ?? ""} />
            </Suspense>
          )}
          {paymentUri && (
            <a className="button open-wallet" href={paymentUri} data-testid="open-wallet">
              {messages.openWallet}
            </a>
          )}
        </div>
        <div className="scan" data-open={qrOpen}>
          <button type="button" aria-expanded={qrOpen} onClick={() => setQrOpen(!qrOpen)} data-testid="toggle-qr">
            {qrOpen ? messages.hideQr : messages.showQr}
          </button>
          <LazyQrCode
            text={qrText}
            label={qrText === address ? messages.qrCodeAddressOnly : messages.qrCode}
            mark={<CoinIcon symbol={coin} />}
          />
        </div>
      </div>
      <Rate payment={payment} coin={coin} />
      <p className="note warn" data-testid="network-warning">
        {network && isToken(cryptoCurrency)
          ? format("onlyThisNetwork", { coin, network })
          : format("onlyThisCoin", { coin })}
      </p>
    </>
  );
}

/** What one coin is worth in this payment, and until when. */
function Rate({ payment, coin }: { payment: Payment; coin: string }) {
  const { messages, format } = useMessages();
  const { fiatAmount, fiatCurrency, cryptoAmount, expiresAtMs } = payment;
  const rate = fiatAmount && cryptoAmount ? exchangeRate(fiatAmount, cryptoAmount) : undefined;
  if (!rate || !fiatCurrency || expiresAtMs === undefined || payment.outcome !== "waiting") return null;
  const price = formatFiat(rate, fiatCurrency, messages.locale, 8);
  const time = new Intl.DateTimeFormat(messages.locale, { timeStyle: "short" }).format(expiresAtMs);
  return (
    <p className="muted rate" data-testid="rate">
      {format("rate", { coin, price, time })}
    </p>
  );
}
