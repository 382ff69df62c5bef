import { html } from "hono/html";
import { receivedAmount } from "../domain/invoices/amounts.ts";
import { withdrawalsOf } from "../domain/payouts/payout-state.ts";
import type { Sandbox } from "../sandbox.ts";
import type {
  Delivery,
  Invoice,
  InvoiceState,
  Payout,
  PayoutState,
  Widget,
  Withdrawal,
  WithdrawalState,
} from "../store/entities.ts";
import { faultsSection } from "./faults-section.ts";
import { formatMoney } from "./format-money.ts";
import { command, type Html, hidden, layout } from "./layout.ts";
import { settingsSection } from "./settings-section.ts";

const page = "/_emulator";
const shownRows = 50;

interface Command {
  readonly label: string;
  readonly path: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const named = (path: string): Command => ({ label: path[0]?.toUpperCase() + path.slice(1), path });
const pay = (label: string, fields: Command["fields"] = { amount: "exact" }): Command => ({
  label,
  path: "pay",
  fields,
});

/** The commands that each state offers. */
const invoiceCommands: Record<InvoiceState, readonly Command[]> = {
  PENDING_PAYMENT: [
    pay("Pay exactly"),
    pay("Pay less", { amount: "under" }),
    pay("Pay more", { amount: "over" }),
    pay("Pay from two senders", { amount: "exact", senders: "2" }),
    { label: "Hold next payment", path: "hold" },
    named("expire"),
  ],
  MEM_POOL_FOUND: [{ label: "Confirm now", path: "confirm" }, named("drop"), named("hold")],
  PENDING_COMPLIANCE_CHECK: [
    named("release"),
    named("decline"),
    { label: "Decline and freeze", path: "decline", fields: { freeze: "true" } },
  ],
  PENDING_INTERVENTION: [pay("Pay the rest"), named("expire")],
  PAID: [pay("Pay again"), { label: "Credit now", path: "credit" }],
  COMPLETED: [pay("Pay again")],
  ARCHIVED: [
    pay("Pay late", { amount: "exact", late: "true" }),
    pay("Pay late, unseen", { amount: "exact", unseen: "true" }),
    { label: "Find money", path: "find" },
    { label: "Move money by support", path: "recover" },
  ],
  DECLINED: [],
};

const payoutCommands: Partial<Record<PayoutState, readonly Command[]>> = {
  PENDING_CONFIRMATION: [named("confirm"), named("cancel")],
  CONFIRMED: [named("advance"), named("complete"), named("fail"), named("cancel")],
  IN_PROGRESS: [named("advance"), named("complete"), named("fail")],
};

const withdrawalCommands: Partial<Record<WithdrawalState, readonly Command[]>> = {
  DRAFT: [named("fail"), named("cancel")],
  IN_PROGRESS: [named("fail"), named("replace")],
};

/** Buttons for the commands of one entity. */
const buttons = (entity: string, commands: readonly Command[] | undefined, about: string): readonly Html[] =>
  (commands ?? []).map(({ label, path, fields = {} }) =>
    command(`/_emulator/${entity}/${path}`, label, page, {
      about,
      fields: html`${Object.entries(fields).map(([name, value]) => hidden(name, value))}`,
    }),
  );

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
    <td>${buttons(`invoices/${invoice.id}`, invoiceCommands[invoice.state], invoice.description)}</td>
  </tr>`;
}

const widgetRow = (widget: Widget): Html => html`<tr>
  <td><a href="/pay?widgetKey=${widget.idempotencyKey}">${widget.description}</a></td>
  <td>${widget.fiatAmount && widget.fiatCurrency ? formatMoney(widget.fiatAmount, widget.fiatCurrency) : "any"}</td>
  <td>${widget.cryptoCurrencies.join(", ")}</td>
  <td>${widget.state}</td>
  <td>${widget.state === "IN_PROGRESS" ? buttons(`widgets/${widget.idempotencyKey}`, [named("expire")], widget.description) : ""}</td>
</tr>`;

const withdrawalItem = ({ id, amount, currency, depositAddress, state }: Withdrawal): Html => html`<li>
  ${amount} ${currency} to <code>${depositAddress}</code>: ${state}
  ${buttons(`withdrawals/${id}`, withdrawalCommands[state], depositAddress)}
</li>`;

function payoutRow(sandbox: Sandbox, payout: Payout): Html {
  const withdrawals = withdrawalsOf(sandbox, payout.id);
  const error = withdrawals.flatMap(({ errors }) => errors).find(({ errorResolved }) => !errorResolved);
  return html`<tr>
    <td>${payout.comment ?? payout.name ?? ""}<br /><code class="quiet">${payout.id}</code></td>
    <td>${withdrawals[0]?.amount} ${payout.currency}${withdrawals.length > 1 ? ` and ${withdrawals.length - 1} more` : ""}</td>
    <td><code>${withdrawals[0]?.depositAddress}</code></td>
    <td>${payout.state}${error ? html`<br /><span class="bad">${error.status}</span>` : ""}</td>
    <td>
      ${buttons(`payouts/${payout.id}`, payoutCommands[payout.state], payout.comment ?? payout.id)}
      ${payout.kind === "mass" ? html`<ul>${withdrawals.slice(0, shownRows).map(withdrawalItem)}</ul>` : ""}
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
      ${table("Payment widgets", ["Description", "Amount", "Currencies", "State", "Commands"], newest(store.widgets.all()).map(widgetRow), "None yet.")}
      ${table(
        "Payouts",
        ["Description", "Amount", "To", "State", "Commands"],
        newest(store.payouts.all()).map((payout) => payoutRow(sandbox, payout)),
        "None yet.",
      )}
      ${faultsSection(sandbox)} ${settingsSection(sandbox)}
      ${table(
        "Webhooks",
        ["Event", "Type", "To", "State", "Attempts"],
        newest(store.deliveries.all()).map((delivery) => deliveryRow(sandbox, delivery)),
        store.subscriptions.size === 0 ? "No subscription yet." : "None yet.",
      )}`,
    true,
  );
}
