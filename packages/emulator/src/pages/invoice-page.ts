import { html, raw } from "hono/html";
import { renderSVG } from "uqr";
import { cryptoCurrencies, networkNames } from "../chain/currencies.ts";
import { receivedAmount, remainingAmount } from "../domain/invoices/amounts.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, InvoiceState } from "../store/entities.ts";
import { formatMoney } from "./format-money.ts";
import { command, type Html, hidden, layout } from "./layout.ts";

const statusTexts: Record<InvoiceState, string> = {
  PENDING_PAYMENT: "Waiting for your payment",
  MEM_POOL_FOUND: "Payment seen, waiting for confirmation",
  PENDING_COMPLIANCE_CHECK: "Payment is being checked",
  PENDING_INTERVENTION: "The shop has to check this payment",
  PAID: "Paid",
  COMPLETED: "Paid",
  ARCHIVED: "This invoice has expired",
  DECLINED: "This payment was declined",
};

const paidStates: ReadonlySet<InvoiceState> = new Set(["PAID", "COMPLETED"]);
const closedStates: ReadonlySet<InvoiceState> = new Set(["ARCHIVED", "DECLINED"]);

function priceOf({ fiatAmount, fiatCurrency, amount, currency }: Invoice): string {
  if (fiatAmount && fiatCurrency) return formatMoney(fiatAmount, fiatCurrency);
  return amount === null ? `Any amount of ${currency}` : formatMoney(amount, currency);
}

function statusOf(sandbox: Sandbox, invoice: Invoice): string {
  if (invoice.state === "PENDING_INTERVENTION" && invoice.interventionType === "UNDERPAY") {
    return `Not enough was paid: ${remainingAmount(sandbox, invoice)} ${invoice.currency} is missing`;
  }
  if (invoice.state === "PENDING_INTERVENTION" && invoice.interventionType === "OVERPAY") {
    return "Too much was paid. The shop has to check this payment";
  }
  return statusTexts[invoice.state];
}

function howToPay(sandbox: Sandbox, invoice: Invoice): Html {
  const currency = cryptoCurrencies.get(invoice.currency);
  const amount = remainingAmount(sandbox, invoice);
  return html`<div class="qr" role="img" aria-label="QR code of the address">${raw(renderSVG(invoice.address))}</div>
    <dl>
      ${
        amount === null
          ? ""
          : html`<div>
            <dt>Amount</dt>
            <dd><code>${amount}</code> ${invoice.currency} <button type="button" data-copy="${amount}">Copy amount</button></dd>
          </div>`
      }
      <div><dt>Network</dt><dd>${currency?.name} on ${currency ? networkNames[currency.network] : ""}</dd></div>
      <div>
        <dt>Address</dt>
        <dd><code>${invoice.address}</code> <button type="button" data-copy="${invoice.address}">Copy address</button></dd>
      </div>
      ${
        invoice.expiresAtMs === null
          ? ""
          : html`<div><dt>Pay before</dt><dd>${new Date(invoice.expiresAtMs).toUTCString()}</dd></div>`
      }
    </dl>`;
}

function testWallet(invoice: Invoice): Html {
  const page = `/invoice/${invoice.idempotencyKey}`;
  const action = `/_emulator/invoices/${invoice.id}/pay`;
  return html`<section aria-labelledby="wallet">
    <h2 id="wallet">Test wallet</h2>
    <p class="quiet">This is an emulator: no real money moves.</p>
    ${command(action, "Pay exactly", page, { fields: hidden("amount", "exact"), primary: true })}
    ${command(action, "Pay less", page, { fields: hidden("amount", "under") })}
    ${command(action, "Pay more", page, { fields: hidden("amount", "over") })}
    ${command(action, "Pay this", page, {
      fields: html`<input
        name="amount"
        required
        inputmode="decimal"
        placeholder="0.00"
        aria-label="Amount in ${invoice.currency}"
      />`,
    })}
    <p><a href="/_emulator">Control page</a></p>
  </section>`;
}

/** The invoice's pay page at `/invoice/:key`. */
export function invoicePage(sandbox: Sandbox, invoice: Invoice): Html {
  const paid = paidStates.has(invoice.state);
  const received = receivedAmount(sandbox, invoice);
  return layout(
    `${invoice.description} · payment`,
    html`<section aria-labelledby="title">
        <h1 id="title">${invoice.description}</h1>
        <p class="big">${priceOf(invoice)}</p>
        <p role="status" class="${paid ? "good" : closedStates.has(invoice.state) ? "bad" : ""}" data-state="${invoice.state}">
          ${statusOf(sandbox, invoice)}
        </p>
        ${received === "0" ? "" : html`<p class="quiet">Received: ${received} ${invoice.currency}</p>`}
        ${closedStates.has(invoice.state) || remainingAmount(sandbox, invoice) === "0" ? "" : howToPay(sandbox, invoice)}
        ${
          invoice.returnUrl
            ? html`<p><a class="button ${paid ? "primary" : ""}" href="${invoice.returnUrl}">Back to the shop</a></p>`
            : ""
        }
        ${invoice.supportUrl ? html`<p><a href="${invoice.supportUrl}">Get help</a></p>` : ""}
        ${
          invoice.widgetKey && !paid
            ? html`<p><a href="/pay?widgetKey=${invoice.widgetKey}">Choose another currency</a></p>`
            : ""
        }
      </section>
      ${closedStates.has(invoice.state) ? "" : testWallet(invoice)}`,
  );
}
