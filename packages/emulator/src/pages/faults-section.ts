import { html } from "hono/html";
import type { FaultRule } from "../faults/fault.ts";
import type { Sandbox } from "../sandbox.ts";
import { command, type Html, hidden } from "./layout.ts";

const page = "/_emulator";

/** The most useful faults; the control API has all of them. */
const offered: readonly (readonly [
  label: string,
  kind: FaultRule["kind"],
  fields?: Readonly<Record<string, string>>,
])[] = [
  ["Next request: 500", "error"],
  ["Next request: performed, answer lost", "drop", { when: "after" }],
  ["Next request: no answer", "hang"],
  ["Next return-to-paid: refused", "error", { operation: "invoice.returnToPaid", status: "400" }],
  ["Next webhook: twice", "webhook-duplicate"],
  ["Next webhook: lost once", "webhook-lose"],
  ["Next webhook: altered", "webhook-alter"],
  ["Next webhook: out of order", "webhook-reorder"],
];

/** The faults in force, with buttons that add more. */
export function faultsSection({ store }: Sandbox): Html {
  return html`<section aria-label="Faults">
    <h2>Faults</h2>
    ${
      store.faults.size === 0
        ? html`<p class="quiet">No faults in force.</p>`
        : html`<ul>
          ${store.faults.all().map(({ id: _, kind, ...rest }) => html`<li><code>${kind} ${JSON.stringify(rest)}</code></li>`)}
        </ul>`
    }
    ${offered.map(([label, kind, fields = {}]) =>
      command("/_emulator/faults", label, page, {
        fields: html`${Object.entries({ kind, ...fields }).map(([name, value]) => hidden(name, value))}`,
      }),
    )}
    ${store.faults.size > 0 ? command("/_emulator/faults/clear", "Clear", page) : ""}
  </section>`;
}
