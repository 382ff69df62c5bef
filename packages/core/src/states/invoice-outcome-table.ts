import type { StateEnd } from "./state-end.ts";

/**
 * What an invoice's state means.
 *
 * - `waiting`: no payment seen yet
 * - `detected`: a payment was seen but is not credited yet
 * - `held`: stopped for a compliance check, which ends by itself
 * - `intervention`: the amount is right, but the merchant must release the money: it came from several senders
 * - `underpaid`, `overpaid`: the merchant must decide
 * - `settled`: the money is in the invoice's wallet, or in the merchant's balance (`credited`). See `inFull`
 * - `expired`: no longer watched; no money arrived
 * - `expired_partial`: no longer watched, and only part of the amount arrived
 * - `late`: no longer watched, but the whole amount arrived
 * - `declined`: rejected by compliance, finally. Money that came with it is frozen
 */
export type InvoiceOutcomeName =
  | "waiting"
  | "detected"
  | "held"
  | "intervention"
  | "underpaid"
  | "overpaid"
  | "settled"
  | "expired"
  | "expired_partial"
  | "late"
  | "declined";

export interface InvoiceOutcomeRow {
  /** What it means for the merchant. One sentence. */
  means: string;
  ends: readonly [StateEnd, ...StateEnd[]];
  /** Whether the invoice holds money that the merchant may accept as paid. */
  acceptable: boolean;
  /** Whether money of the invoice may be refunded. Frozen money is not the merchant's. */
  refundable: boolean;
}

const REFUND: StateEnd = { by: "admin", how: "Refund what was received." };
const RELEASE: StateEnd = {
  by: "admin",
  how: "Accept: Calypso releases the money (`return-to-paid`), and the invoice is settled.",
};
const SUPPORT: StateEnd = {
  by: "support",
  how: "Where Calypso refuses to release money of an expired invoice, its support moves it to the balance; then refund it or mark the payment as resolved.",
};

/** Each outcome of an invoice: what it means, and who ends it. */
export const invoiceOutcomeTable: Readonly<Record<InvoiceOutcomeName, InvoiceOutcomeRow>> = {
  waiting: {
    means: "No payment was seen yet.",
    ends: [
      { by: "shopper", how: "Pays." },
      { by: "calypso", how: "Archives the invoice when it expires." },
    ],
    acceptable: false,
    refundable: false,
  },
  detected: {
    means: "Money was seen and isn't credited yet.",
    ends: [{ by: "calypso", how: "Credits the money, or drops it if the network does." }],
    acceptable: false,
    refundable: false,
  },
  held: {
    means: "Calypso's compliance checks the sender.",
    ends: [{ by: "calypso", how: "Releases the money or declines it." }],
    acceptable: false,
    refundable: false,
  },
  intervention: {
    means: "The amount is right, but it came from several senders, and Calypso waits for the merchant.",
    ends: [RELEASE, REFUND],
    acceptable: true,
    refundable: true,
  },
  underpaid: {
    means: "Less than the amount was received, and the invoice is still open.",
    ends: [
      { by: "shopper", how: "Pays the rest." },
      { by: "job", how: "Accepts a shortfall within `payments.underpaymentTolerance`." },
      RELEASE,
      REFUND,
    ],
    acceptable: true,
    refundable: true,
  },
  overpaid: {
    means: "More than the amount was received.",
    ends: [{ by: "job", how: 'Accepts it with `payments.overpayment: "accept"`.' }, RELEASE, REFUND],
    acceptable: true,
    refundable: true,
  },
  settled: {
    means: "The money is in the invoice's wallet, or in the balance.",
    ends: [{ by: "job", how: "Places the order if it doesn't exist yet, and captures it once." }],
    acceptable: false,
    refundable: true,
  },
  expired: {
    means: "The invoice expired, and no money was seen.",
    ends: [{ by: "shopper", how: "Starts a new session." }],
    acceptable: false,
    refundable: false,
  },
  expired_partial: {
    means: "The invoice expired after part of the amount was received.",
    ends: [{ by: "admin", how: "Accept, with the amount that is taken as paid in the request." }, REFUND, SUPPORT],
    acceptable: true,
    refundable: true,
  },
  late: {
    means: "The whole amount was received after the invoice had expired.",
    ends: [RELEASE, REFUND, SUPPORT],
    acceptable: true,
    refundable: true,
  },
  declined: {
    means: "Calypso's compliance declined the money. What was received is frozen at Calypso.",
    ends: [
      {
        by: "admin",
        how: "Cancel the order if there is one, ask Calypso's support about frozen money, and mark the payment as resolved.",
      },
    ],
    acceptable: false,
    refundable: false,
  },
};
