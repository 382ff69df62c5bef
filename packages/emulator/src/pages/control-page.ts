import { html } from "hono/html";
import { receivedAmount } from "../domain/invoices/amounts.ts";
import { withdrawalsOf } from "../domain/payouts/payout-state.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Delivery, Invoice, InvoiceState, Payout, PayoutState, Widget } from "../store/entities.ts";
import { faultsSection } from "./faults-section.ts";
import { formatMoney } from "./format-money.ts";
import { command, type Html, hidden, layout } from "./layout.ts";

const page = "/_emulator";
const shownRows = 50;

/** The commands that each state offers. */
const invoiceCommands: Record<InvoiceState, readonly (readonly [label: string, path: string, amount?: string])[]> = {
  PENDING_PAYMENT: [
    ["Pay exactly", "pay", "exact"],
    ["Pay less", "pay", "under"],
    ["Pay more", "pay", "over"],
    ["Hold next payment", "hold"],
    ["Expire", "expire"],
  ],
  MEM_POOL_FOUND: [
    ["Confirm now", "confirm"],
    ["Drop", "drop"],
    ["Hold", "hold"],
  ],
  PENDING_COMPLIANCE_CHECK: [
    ["Release", "release"],
    ["Decline", "decline"],
  ],
  PENDING_INTERVENTION: [
    ["Pay the rest", "pay", "exact"],
    ["Expire", "expire"],
  ],
  PAID: [["Pay again", "pay", "exact"]],
  COMPLETED: [["Pay again", "pay", "exact"]],
  ARCHIVED: [["Pay late", "pay", "exact"]],
  DECLINED: [],
};

const payoutCommands: Partial<Record<PayoutState, readonly string[]>> = {
  CONFIRMED: ["advance", "complete", "fail", "cancel"],
  IN_PROGRESS: ["advance", "complete", "fail"],
};

function table(heading: string, columns: readonly string[], rows: readonly Html[], empty: string): Html {
  return html`<section aria-label="${heading}">
    <h2>${heading}</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">${empty}</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-label="${heading}">
          <table>
            <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
            <tbody>${rows}</tbody>
          </table>
        </div>`
    }
  </section>`;
}

function invoiceRow(sandbox: Sandbox, invoice: Invoice): Html {
  return html`<tr>
    <td><a href="/invoice/${invoice.idempotencyKey}">${invoice.description}</a><br /><code class="quiet">${invoice.externalId ?? invoice.id}</code></td>
    <td>
      ${invoice.fiatAmount && invoice.fiatCurrency ? html`${formatMoney(invoice.fiatAmount, invoice.fiatCurrency)}<br />` : ""}${invoice.amount ?? "any"}
      ${invoice.currency}
    </td>
    <td>${receivedAmount(sandbox, invoice)}</td>
    <td>${invoice.state}${invoice.holdNextDeposit ? " (next payment is held)" : ""}</td>
    <td>
      ${invoiceCommands[invoice.state].map(([label, path, amount]) =>
        command(`/_emulator/invoices/${invoice.id}/${path}`, label, page, {
          about: invoice.description,
          fields: html`${amount ? hidden("amount", amount) : ""}${label === "Pay late" ? hidden("late", "true") : ""}`,
        }),
      )}
    </td>
  </tr>`;
}

const widgetRow = (widget: Widget): Html => html`<tr>
  <td><a href="/pay?widgetKey=${widget.idempotencyKey}">${widget.description}</a></td>
  <td>${widget.fiatAmount && widget.fiatCurrency ? formatMoney(widget.fiatAmount, widget.fiatCurrency) : "any"}</td>
  <td>${widget.cryptoCurrencies.join(", ")}</td>
  <td>${widget.state}</td>
</tr>`;

function payoutRow(sandbox: Sandbox, payout: Payout): Html {
  const withdrawals = withdrawalsOf(sandbox, payout.id);
  const error = withdrawals.flatMap(({ errors }) => errors).find(({ errorResolved }) => !errorResolved);
  return html`<tr>
    <td>${payout.comment ?? payout.name ?? ""}<br /><code class="quiet">${payout.id}</code></td>
    <td>${withdrawals[0]?.amount} ${payout.currency}${withdrawals.length > 1 ? ` and ${withdrawals.length - 1} more` : ""}</td>
    <td><code>${withdrawals[0]?.depositAddress}</code></td>
    <td>${payout.state}${error ? html`<br /><span class="bad">${error.status}</span>` : ""}</td>
    <td>
      ${(payoutCommands[payout.state] ?? []).map((name) =>
        command(`/_emulator/payouts/${payout.id}/${name}`, name[0]?.toUpperCase() + name.slice(1), page, {
          about: payout.comment ?? payout.id,
        }),
      )}
    </td>
  </tr>`;
}

function deliveryRow(sandbox: Sandbox, delivery: Delivery): Html {
  const last = delivery.attempts.at(-1);
  return html`<tr>
    <td>${delivery.eventId}</td>
    <td>${delivery.eventType}</td>
    <td><code>${sandbox.store.subscriptions.get(delivery.subscriptionId)?.url ?? "deleted"}</code></td>
    <td class="${delivery.state === "delivered" ? "good" : delivery.state === "pending" ? "" : "bad"}">${delivery.state}</td>
    <td>${delivery.attempts.length}${last ? `, last ${last.status ?? last.error}` : ""}</td>
  </tr>`;
}

/** The control page at `/_emulator`: the current state, with a button for each command. */
export function controlPage(sandbox: Sandbox): Html {
  const { store, clock, settings } = sandbox;
  const newest = <T>(items: T[]): T[] => items.toReversed().slice(0, shownRows);
  return layout(
    "Calypso Pay emulator",
    html`<h1>Calypso Pay emulator</h1>
      <section aria-label="Overview">
        <p>Account <code>${sandbox.credentials.account}</code></p>
        <ul class="tags" aria-label="Balances">
          ${store.balances
            .all()
            .filter(({ amount }) => amount !== "0")
            .map(({ id, amount }) => html`<li>${amount} ${id}</li>`)}
        </ul>
        <p class="quiet">
          Clock: ${new Date(Math.floor(clock.nowMs() / 60_000) * 60_000).toUTCString()}. Time scale: ${settings.timeScale}.
        </p>
        ${command("/_emulator/clock", "15 minutes later", page, { fields: hidden("advanceMs", "900000") })}
        ${command("/_emulator/clock", "An hour later", page, { fields: hidden("advanceMs", "3600000") })}
        ${command("/_emulator/clock", "A day later", page, { fields: hidden("advanceMs", "86400000") })}
        ${command("/_emulator/reset", "Reset", page)}
      </section>
      ${table(
        "Invoices",
        ["Description", "Amount", "Received", "State", "Commands"],
        newest(store.invoices.all()).map((invoice) => invoiceRow(sandbox, invoice)),
        "None yet.",
      )}
      ${table("Payment widgets", ["Description", "Amount", "Currencies", "State"], newest(store.widgets.all()).map(widgetRow), "None yet.")}
      ${table(
        "Payouts",
        ["Description", "Amount", "To", "State", "Commands"],
        newest(store.payouts.all()).map((payout) => payoutRow(sandbox, payout)),
        "None yet.",
      )}
      ${faultsSection(sandbox)}
      ${table(
        "Webhooks",
        ["Event", "Type", "To", "State", "Attempts"],
        newest(store.deliveries.all()).map((delivery) => deliveryRow(sandbox, delivery)),
        store.subscriptions.size === 0 ? "No subscription yet." : "None yet.",
      )}`,
    true,
  );
}
