import type { Sandbox } from "../sandbox.ts";
import type { Widget } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";
import { formatCurrencyField } from "./format-currency.ts";

/** A payment widget as the Payment Widget API returns it. */
export function formatWidget(sandbox: Sandbox, widget: Widget): Record<string, unknown> {
  return {
    idempotencyKey: widget.idempotencyKey,
    cryptoCurrencies: widget.cryptoCurrencies.map((code) => formatCurrencyField(sandbox, code)),
    widgetType: widget.type,
    widgetState: widget.state,
    fiatCurrency: widget.fiatCurrency ?? undefined,
    fiatAmount: widget.fiatAmount === null ? undefined : exactNumber(widget.fiatAmount),
    description: widget.description,
    logoUrl: widget.logoUrl ?? undefined,
    returnUrl: widget.returnUrl ?? undefined,
    supportUrl: widget.supportUrl ?? undefined,
    expiration: apiDate(widget.expiresAtMs),
    externalId: widget.externalId ?? undefined,
    invoices: sandbox.store.invoices.by("widgetKey", widget.idempotencyKey).map((invoice) => ({
      invoiceId: invoice.id,
      cryptoCurrency: invoice.currency,
      invoiceIdempotencyKey: invoice.idempotencyKey,
      invoiceExternalId: invoice.externalId ?? undefined,
    })),
    createdDate: apiDate(widget.createdAtMs),
  };
}
