import { html } from "hono/html";
import type { FiatOrder } from "../store/entities.ts";
import { formatMoney } from "./format-money.ts";
import { command, type Html, layout } from "./layout.ts";

const statusTexts: Record<FiatOrder["state"], string> = {
  CREATED: "Not confirmed by the shop yet",
  IN_PROGRESS: "Waiting for your payment",
  PAID: "Paid",
  COMPLETED: "Paid",
  FAILED: "The payment failed",
  EXPIRED: "This order has expired",
};

/** The page of a card or bank payment at `/onramp/:id`. */
export function onrampPage(order: FiatOrder): Html {
  const page = `/onramp/${order.id}`;
  const action = (name: string) => `/_emulator/fiat-orders/${order.id}/${name}`;
  const isPaid = order.state === "PAID" || order.state === "COMPLETED";
  return layout(
    "Card payment",
    html`<section aria-labelledby="title">
        <h1 id="title">${order.description ?? "Card payment"}</h1>
        <p class="big">${formatMoney(order.fiatAmount, order.fiatCurrency)}</p>
        <p class="quiet">for ${formatMoney(order.cryptoAmount, order.currency)}</p>
        <p role="status" class="${isPaid ? "good" : ""}" data-state="${order.state}">${statusTexts[order.state]}</p>
        ${order.returnUrl ? html`<p><a class="button ${isPaid ? "primary" : ""}" href="${order.returnUrl}">Back to the shop</a></p>` : ""}
      </section>
      ${
        order.state === "IN_PROGRESS"
          ? html`<section aria-labelledby="bank">
            <h2 id="bank">Test bank</h2>
            <p class="quiet">This is an emulator: no real money moves.</p>
            ${command(action("pay"), "Pay", page, { primary: true })} ${command(action("fail"), "Refuse", page)}
          </section>`
          : ""
      }`,
  );
}
