import { randomUUID } from "node:crypto";
import type { Sandbox } from "../../sandbox.ts";
import type { Invoice, Widget } from "../../store/entities.ts";
import { requireActive } from "../account/require-active.ts";
import { requireMinimumUsd } from "../account/require-minimum.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { createInvoice } from "./create-invoice.ts";

const dayMs = 24 * 3_600_000;

export type NewWidget = Omit<Widget, "id" | "state" | "createdAtMs" | "expiresAtMs"> & {
  readonly expiresAtMs: number | null;
};

/** Creates a payment widget, which expires after a day by default. */
export function createWidget(sandbox: Sandbox, request: NewWidget): Widget {
  const nowMs = sandbox.clock.nowMs();
  requireActive(sandbox, request.fiatCurrency, ...request.cryptoCurrencies);
  if (request.fiatCurrency) requireMinimumUsd(sandbox, request.fiatCurrency, request.fiatAmount);
  const widget = sandbox.store.widgets.insert({
    ...request,
    id: randomUUID(),
    state: "IN_PROGRESS",
    createdAtMs: nowMs,
    expiresAtMs: request.expiresAtMs ?? nowMs + dayMs,
  });
  sandbox.scheduler.at("widget.expire", widget.id, widget.expiresAtMs);
  return widget;
}

/**
 * Chooses a currency, as the shopper does on the pay page. Returns the widget's open invoice in that currency, or a new
 * one.
 *
 * @throws EmulatorError 409 when the widget isn't open, 400 for a currency that it doesn't accept.
 */
export function chooseCurrency(sandbox: Sandbox, widget: Widget, currency: string): Invoice {
  if (widget.state !== "IN_PROGRESS") throw conflict(`the widget is ${widget.state}`);
  if (!widget.cryptoCurrencies.includes(currency)) throw badRequest(`the widget does not accept ${currency}`);
  const open = sandbox.store.invoices
    .by("widgetKey", widget.idempotencyKey)
    .find((invoice) => invoice.currency === currency && invoice.state !== "ARCHIVED" && invoice.state !== "DECLINED");
  if (open) return open;
  return createInvoice(sandbox, {
    type: widget.type,
    currency,
    fiatAmount: widget.fiatAmount ?? undefined,
    fiatCurrency: widget.fiatCurrency ?? undefined,
    description: widget.description,
    externalId: widget.externalId ?? undefined,
    widgetKey: widget.idempotencyKey,
    requestDigest: "",
    returnUrl: widget.returnUrl,
    logoUrl: widget.logoUrl,
    supportUrl: widget.supportUrl,
  });
}

/** Archives a widget. Its invoices are not affected. */
export function archiveWidget(sandbox: Sandbox, id: string): void {
  const widget = sandbox.store.widgets.get(id);
  if (widget?.state !== "IN_PROGRESS") return;
  sandbox.scheduler.cancel("widget.expire", id);
  sandbox.store.widgets.update(id, { state: "ARCHIVED" });
}
