import { decimal } from "@calypso-commerce/core/money";
import type { Payment } from "../api/payment";
import type { Basis, FeePayer, Preview, RefundBody } from "../api/refund";
import type { MessageKey } from "../i18n/messages";
import { invoiceOf } from "../payments/invoice-of";

export type Part = "full" | "part" | "overpaid";
export type Where = "claim" | "typed" | "sender";

/** The dialog's fields. */
export interface RefundForm {
  part: Part;
  amount: string;
  basis: Basis;
  customAmount: string;
  feePayer: FeePayer;
  where: Where;
  address: string;
  senderConfirmed: boolean;
  currency: string;
  note: string;
}

export type Problems = Partial<Record<keyof RefundForm, MessageKey>>;

/** The initial values: the full amount, at today's rate, to an address that the shopper gives. */
export function newRefundForm(payment: Payment): RefundForm {
  return {
    part: hasLeft(payment.refundable.captured) ? "full" : "overpaid",
    amount: "",
    basis: "fiat",
    customAmount: "",
    feePayer: "merchant",
    where: "claim",
    address: "",
    senderConfirmed: false,
    currency: invoiceOf(payment).crypto_currency ?? "",
    note: "",
  };
}

/** The parts that have money to refund. */
export function partsOf({ refundable }: Payment): Part[] {
  const captured: Part[] = hasLeft(refundable.captured) ? ["full", "part"] : [];
  return hasLeft(refundable.unclaimed?.fiat) ? [...captured, "overpaid"] : captured;
}

/** The most that can be refunded of a part: fiat, as a decimal string. */
export function mostOf(payment: Payment, part: Part): string {
  return (part === "overpaid" ? payment.refundable.unclaimed?.fiat : payment.refundable.captured) ?? "0";
}

/** Accepts a decimal comma. */
export const asDecimal = (text: string): string => text.trim().replace(",", ".");

/** The invalid fields, each with the key of its text. */
export function problemsOf(form: RefundForm, payment: Payment): Problems {
  const problems: Problems = {};
  if (form.part === "part") {
    const amount = asDecimal(form.amount);
    if (!isAmount(amount)) problems.amount = "dialog.invalidAmount";
    else if (decimal.compare(amount, mostOf(payment, "part")) > 0) problems.amount = "dialog.tooMuch";
  }
  if (form.basis === "custom" && !isAmount(asDecimal(form.customAmount))) {
    problems.customAmount = "dialog.invalidAmount";
  }
  if (form.where === "typed" && form.address.trim() === "") problems.address = "dialog.addressMissing";
  if (form.where === "sender" && !form.senderConfirmed) problems.senderConfirmed = "dialog.confirmSender";
  return problems;
}

/** The request's body. */
export function bodyOf(form: RefundForm, payment: Payment): RefundBody {
  const sender = invoiceOf(payment).sender_address ?? payment.sender_address;
  const destination = { claim: undefined, typed: form.address.trim(), sender: sender ?? undefined }[form.where];
  return {
    amount: form.part === "part" ? asDecimal(form.amount) : mostOf(payment, form.part),
    part: form.part === "overpaid" ? "unclaimed" : "captured",
    basis: form.basis,
    fee_payer: form.feePayer,
    ...(form.basis === "custom" ? { crypto_amount: asDecimal(form.customAmount) } : {}),
    ...(form.currency ? { currency: form.currency } : {}),
    ...(destination ? { destination } : {}),
    ...(form.note.trim() ? { note: form.note.trim() } : {}),
  };
}

/** Whether the API would refuse the previewed refund. */
export function isRefused({ problems }: Preview): boolean {
  return problems.includes("amount") || problems.includes("address");
}

/** How long a shown rate holds. */
export const RATE_GOOD_FOR_MS = 60_000;

export function isStale({ rate_read_at }: Preview, nowMs: number): boolean {
  return rate_read_at !== null && nowMs - Date.parse(rate_read_at) > RATE_GOOD_FOR_MS;
}

function hasLeft(amount: string | null | undefined): boolean {
  return Boolean(amount && decimal.isPositive(amount));
}

function isAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && decimal.isPositive(text);
}
