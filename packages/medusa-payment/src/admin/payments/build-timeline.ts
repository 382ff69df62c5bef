import type { AuditReason } from "../../modules/ledger/audit-reason";
import type { AuditEntry, Payment } from "../api/payment";
import type { en } from "../i18n/en";
import { invoiceOf } from "./invoice-of";

export type Step = keyof typeof en.timeline;

export interface TimelineEntry {
  id: string;
  step: Step;
  /** Null for a step ahead. */
  at: string | null;
  tone: "done" | "problem" | "ahead";
  /** The admin who took this step, as the audit trail names them. */
  actor?: string;
  /** The admin's reason. */
  reason?: string;
  /** Why the plugin acted, with amounts for the sentence in the invoice's cryptocurrency. */
  code?: AuditReason;
  amounts?: Record<string, string>;
  /** In the invoice's cryptocurrency. */
  amount?: string;
  /** For `flagged`: the reason for attention. */
  attention?: string;
}

const PROBLEMS = new Set<Step>([
  "underpaid",
  "overpaid",
  "late",
  "declined",
  "mismatch",
  "flagged",
  "held",
  "expired",
  "intervention",
  "expired_partial",
]);

const READ: Record<string, Step> = {
  detected: "detected",
  held: "held",
  intervention: "intervention",
  underpaid: "underpaid",
  overpaid: "overpaid",
  settled: "settled",
  expired_partial: "expired_partial",
  late: "late",
  expired: "expired",
  declined: "declined",
  mismatch: "mismatch",
};

const ACTIONS: Record<string, Step> = {
  "order.placed": "ordered",
  "payment.captured": "captured",
  "payment.accepted": "accepted",
  "remainder.asked": "asked",
  "payment.attached": "attached",
  "payment.adopted": "adopted",
  "payment.canceled": "canceled",
  "order.canceled": "orderCanceled",
  "session.deleted": "deleted",
  "attention.cleared": "cleared",
  "attention.resolved": "resolved",
  "attention.refunded": "refunded",
};

/** Steps that an admin takes. Their consequences are not shown as the admin's. */
const DECISIONS = new Set<Step>(["accepted", "asked", "attached", "resolved"]);

/** The history of a payment from its invoice to the balance, oldest first, followed by the steps ahead. */
export function buildTimeline(payment: Payment): TimelineEntry[] {
  const happened = [created(payment), ...payment.audit.flatMap((entry) => entriesOf(entry))];
  const isOver =
    payment.attention !== null ||
    ["expired", "expired_partial", "late", "declined", "mismatch"].includes(payment.outcome);
  const ahead: Step[] = isOver ? [] : ["settled", "captured", "credited"];
  const missing = ahead.filter((step) => !happened.some((entry) => entry.step === step));
  // A step that was skipped is not ahead any more: an accepted payment is captured without being paid in full.
  const from = Math.max(...ahead.map((step, at) => (happened.some((entry) => entry.step === step) ? at : -1)), -1);
  const coming = missing.filter((step) => ahead.indexOf(step) > from);
  return [
    ...happened,
    ...coming.map((step): TimelineEntry => ({ id: `ahead-${step}`, step, at: null, tone: "ahead" })),
  ];
}

function created(payment: Payment): TimelineEntry {
  const { crypto_amount } = invoiceOf(payment);
  const amount = crypto_amount ? { amount: crypto_amount } : {};
  return { id: "created", step: "created", at: payment.created_at, tone: "done", ...amount };
}

function entriesOf(entry: AuditEntry): TimelineEntry[] {
  const { action } = entry;
  if (action === "payment.read") return read(entry);
  const step = ACTIONS[action];
  if (step) return [entryOf(entry, step, { reason: entry.reason })];
  if (action.startsWith("attention.")) {
    return [entryOf(entry, "flagged", { attention: action.slice("attention.".length) })];
  }
  return [];
}

function read(entry: AuditEntry): TimelineEntry[] {
  const received = entry.data?.received;
  const amount = typeof received === "string" ? received : undefined;
  const entries: TimelineEntry[] = [];
  const step = READ[entry.to_state ?? ""];
  if (step && entry.from_state !== entry.to_state) entries.push(entryOf(entry, step, { amount }));
  if (entry.data?.state === "COMPLETED")
    entries.push({ ...entryOf(entry, "credited", {}), id: `${entry.id}-credited` });
  return entries;
}

type More = { reason?: string | null | undefined; amount?: string | undefined; attention?: string | undefined };

function entryOf(entry: AuditEntry, step: Step, { reason, amount, attention }: More): TimelineEntry {
  const byPerson = DECISIONS.has(step) && entry.actor.startsWith("admin:");
  return {
    id: entry.id,
    step,
    at: entry.created_at,
    tone: PROBLEMS.has(step) ? "problem" : "done",
    ...(byPerson ? { actor: entry.actor } : {}),
    ...(byPerson && reason ? { reason } : {}),
    ...(entry.reason_code ? { code: entry.reason_code, amounts: amountsOf(entry) } : {}),
    ...(amount !== undefined && !/^[0.]*$/.test(amount) ? { amount } : {}),
    ...(attention ? { attention } : {}),
  };
}

function amountsOf({ data }: AuditEntry): Record<string, string> {
  const { received, due, surplus } = data ?? {};
  const amounts = Object.entries({ received, due, surplus });
  return Object.fromEntries(amounts.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
