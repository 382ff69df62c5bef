import { html } from "hono/html";
import { cryptoCurrencies } from "../chain/currencies.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Widget } from "../store/entities.ts";
import { formatMoney } from "./format-money.ts";
import { type Html, layout } from "./layout.ts";

const statusTexts: Record<Widget["state"], string> = {
  IN_PROGRESS: "Choose how you want to pay",
  COMPLETED: "Paid",
  ARCHIVED: "This payment has expired",
};

function choices(sandbox: Sandbox, widget: Widget): Html {
  const nowMs = sandbox.clock.nowMs();
  return html`<form method="post" action="/pay?widgetKey=${widget.idempotencyKey}" class="stack">
    ${widget.cryptoCurrencies.map((code) => {
      const { fiatAmount, fiatCurrency } = widget;
      const amount = fiatAmount && fiatCurrency ? sandbox.rates.toCrypto(fiatAmount, fiatCurrency, code, nowMs) : null;
      return html`<button name="currency" value="${code}" data-focus="${code}">
        ${cryptoCurrencies.get(code)?.name} <span class="quiet">${amount === null ? code : formatMoney(amount, code)}</span>
      </button>`;
    })}
  </form>`;
}

/** The widget's pay page at `/pay?widgetKey=`. */
export function widgetPage(sandbox: Sandbox, widget: Widget): Html {
  const paid = widget.state === "COMPLETED";
  return layout(
    `${widget.description} · payment`,
    html`<section aria-labelledby="title">
      <h1 id="title">${widget.description}</h1>
      ${widget.fiatAmount && widget.fiatCurrency ? html`<p class="big">${formatMoney(widget.fiatAmount, widget.fiatCurrency)}</p>` : ""}
      <p role="status" class="${paid ? "good" : widget.state === "ARCHIVED" ? "bad" : ""}" data-state="${widget.state}">
        ${statusTexts[widget.state]}
      </p>
      ${widget.state === "IN_PROGRESS" ? choices(sandbox, widget) : ""}
      ${
        widget.returnUrl
          ? html`<p><a class="button ${paid ? "primary" : ""}" href="${widget.returnUrl}">Back to the shop</a></p>`
          : ""
      }
      ${widget.supportUrl ? html`<p><a href="${widget.supportUrl}">Get help</a></p>` : ""}
    </section>`,
  );
}
