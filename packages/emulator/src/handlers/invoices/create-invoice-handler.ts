import { createInvoice } from "../../domain/invoices/create-invoice.ts";
import { formatInvoice } from "../../formatters/format-invoice.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { InvoiceType } from "../../store/entities.ts";
import { parseDate } from "../../wire/dates.ts";
import { createOnce } from "../create-once.ts";
import { checkAmountScale, knownFiat } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";

interface InvoiceRequest {
  readonly currency: string;
  readonly description: string;
  readonly amount?: string | undefined;
  readonly lowerBound?: string | undefined;
  readonly fiatAmount?: string | undefined;
  readonly fiatCurrency?: string | undefined;
  readonly expiration?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly logoUrl?: string | undefined;
  readonly supportUrl?: string | undefined;
  readonly fiatAvailable?: boolean | undefined;
}

/** The handler that creates invoices of a type. */
export function createInvoiceHandler(type: InvoiceType) {
  return (sandbox: Sandbox, request: InvoiceRequest): Record<string, unknown> => {
    checkAmountScale(request.amount ?? request.lowerBound ?? "0", request.currency);
    if (request.fiatCurrency !== undefined) knownFiat(request.fiatCurrency);
    const digest = requestDigest({ type, ...request });
    const { idempotencyKey, expiration } = request;
    const existing = idempotencyKey ? sandbox.store.invoices.by("idempotencyKey", idempotencyKey)[0] : undefined;
    const invoice = createOnce(sandbox, existing, digest, () =>
      createInvoice(sandbox, {
        type,
        currency: request.currency,
        description: request.description,
        amount: request.amount,
        lowerBound: request.lowerBound,
        fiatAmount: request.fiatAmount,
        fiatCurrency: request.fiatCurrency,
        fiatAvailable: request.fiatAvailable,
        idempotencyKey,
        externalId: request.externalId,
        expiresAtMs: expiration === undefined ? undefined : parseDate(expiration),
        requestDigest: digest,
        returnUrl: request.returnUrl ?? null,
        logoUrl: request.logoUrl ?? null,
        supportUrl: request.supportUrl ?? null,
      }),
    );
    return formatInvoice(sandbox, invoice);
  };
}
