import { html } from "hono/html";
import * as v from "valibot";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { fiatMethods } from "../chain/geos.ts";
import { decimal } from "../control/read-input.ts";
import { bothAmounts, confirmFiatOrder, createFiatOrder, fixRate } from "../domain/account/fiat-orders.ts";
import { badRequest } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";
import type { FiatOrder } from "../store/entities.ts";
import { type Html, layout } from "./layout.ts";

const text = v.pipe(v.string("is required"), v.nonEmpty("is required"));

/** The parameters of the on-ramp widget's URL (documentation, "Onramp widget", "The widget URL"). */
const linkSchema = v.object({
  account: text,
  widgetKey: text,
  currency: v.pipe(
    text,
    v.check((code) => cryptoCurrencies.has(code), "is not supported"),
  ),
  returnUrl: v.pipe(text, v.url("must be a URL"), v.regex(/^https?:/i, "must be an http(s) URL")),
  description: text,
  merchantExternalId: v.optional(text),
  amount: v.optional(decimal),
});

export type OnrampLink = v.InferOutput<typeof linkSchema>;

/** @throws EmulatorError 400 for a missing or invalid parameter. */
export function readOnrampLink({ store, clock, credentials }: Sandbox, query: Record<string, string>): OnrampLink {
  const result = v.safeParse(linkSchema, query);
  if (!result.success) throw badRequest(`${v.getDotPath(result.issues[0])} ${result.issues[0].message}`);
  if (result.output.account !== credentials.account) throw badRequest("account is unknown", "account_unknown");
  const key = store.onrampKeys.get(result.output.widgetKey);
  if (!key || key.expiresAtMs <= clock.nowMs()) throw badRequest("widgetKey is unknown or has expired", "key_unknown");
  return result.output;
}

/** Creates the order of a submitted widget at the current rate. @throws EmulatorError 400 for invalid input. */
export function orderFromOnramp(sandbox: Sandbox, link: OnrampLink, methodId: string, amount: string): FiatOrder {
  const method = fiatMethods.get(methodId);
  if (!method) throw badRequest("there is no such payment method");
  const cryptoAmount = link.amount ?? amount;
  if (!v.is(decimal, cryptoAmount)) throw badRequest("the amount must be a decimal");
  const order = createFiatOrder(sandbox, {
    kind: "deposit",
    idempotencyKey: crypto.randomUUID(),
    externalId: link.merchantExternalId ?? null,
    requestDigest: "",
    currency: link.currency,
    fiatCurrency: method.geo.fiatCurrency,
    ...bothAmounts(fixRate(sandbox, link.currency, method.geo.fiatCurrency), cryptoAmount, undefined),
    description: link.description,
    returnUrl: link.returnUrl,
  });
  return confirmFiatOrder(sandbox, order);
}

/** The on-ramp widget: a form for amount and payment method. */
export function onrampWidget(link: OnrampLink, action: string): Html {
  return layout(
    "Card payment",
    html`<section aria-labelledby="title">
      <h1 id="title">${link.description}</h1>
      <form method="post" action="${action}" class="stack">
        <label>
          Amount in ${link.currency}
          <input name="amount" required inputmode="decimal" value="${link.amount ?? ""}" ${link.amount ? "readonly" : ""} />
        </label>
        <label>
          Payment method
          <select name="method">
            ${[...fiatMethods.values()].map(
              ({ id, type, geo }) => html`<option value="${id}">${type}, ${geo.name} (${geo.fiatCurrency})</option>`,
            )}
          </select>
        </label>
        <button class="primary">Continue</button>
      </form>
    </section>`,
  );
}
