import { currencySymbol, isToken, tokenStandard } from "../../amounts/currency-symbol.ts";
import { isBelowExchangeMinimum } from "../../amounts/is-below-exchange-minimum.ts";
import type { Payment } from "../../payment/payment.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { useMessages } from "../ui/use-messages.ts";

/** Amount, address and QR code of an unpaid or underpaid invoice. */
export function PayInvoice({ payment }: { payment: Payment }) {
  const { messages, format } = useMessages();
  const { address, cryptoCurrency = "", paymentUri } = payment;
  const underpaid = payment.outcome === "underpaid";
  const amount = underpaid ? payment.remainingAmount : payment.cryptoAmount;
  if (!address || !amount) return null;

  const coin = payment.symbol ?? currencySymbol(cryptoCurrency);
  const standard = payment.tokenStandard ?? tokenStandard(cryptoCurrency, payment.network ?? "");
  const network = payment.network && standard ? `${payment.network} (${standard})` : payment.network;
  return (
    <>
      {underpaid && isBelowExchangeMinimum(amount, cryptoCurrency) && (
        <p className="note warn" data-testid="below-minimum">
          {messages.belowExchangeMinimum}
        </p>
      )}
      <div className="pay">
        <QrCode text={paymentUri ?? address} label={paymentUri ? messages.qrCode : messages.qrCodeAddressOnly} />
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
          {paymentUri && (
            <a className="button" href={paymentUri} data-testid="open-wallet">
              {messages.openWallet}
            </a>
          )}
        </div>
      </div>
      <p className="note warn" data-testid="network-warning">
        {network && isToken(cryptoCurrency)
          ? format("onlyThisNetwork", { coin, network })
          : format("onlyThisCoin", { coin })}
      </p>
    </>
  );
}
