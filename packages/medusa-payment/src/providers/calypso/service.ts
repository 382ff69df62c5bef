import { decimal } from "@calypso-commerce/core/money";
import { MedusaModule } from "@medusajs/framework/modules-sdk";
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types";
import { AbstractPaymentProvider, MedusaError, PaymentActions } from "@medusajs/framework/utils";
import { clientFor, type VendorClient } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { fromMedusaAmount, type MedusaAmount } from "../../money/from-medusa-amount";
import type { CalypsoOptions } from "../../options/calypso-options";
import { parseOptions } from "../../options/parse-options";
import { placingPolicy } from "../../payment/amount/placing-policy";
import { type PublicPayment, publicPayment } from "../../payment/public-payment";
import { readPayment } from "../../payment/read-payment";
import { bookMedusaRefund } from "../../refunds/medusa/book-medusa-refund";
import type { Cradle } from "./cradle";
import { findSessionPayment } from "./find-session-payment";
import { openSession } from "./open-session";
import { toSessionData } from "./session-data";
import { sessionStatus } from "./session-status";
import { sessionReplaced } from "./start-budget";

/** While Medusa completes a cart, an answer of the vendor is reused for this long. */
const FRESH_MS = 10_000;

const SESSION_FIELDS = ["id", "raw_amount", "currency_code", "payment_collection_id", "provider_id"] as const;

/** Medusa's payment provider for Calypso Pay. Its state is in the ledger, and every outcome comes from a signed read. */
export default class CalypsoPaymentProvider extends AbstractPaymentProvider<CalypsoOptions> {
  static override identifier = "calypso";

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(options);
  }

  readonly #cradle: Cradle;

  constructor(cradle: Cradle, options: CalypsoOptions) {
    super(cradle as unknown as Record<string, unknown>, options);
    this.#cradle = cradle;
  }

  async initiatePayment({ data, amount, currency_code }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    // Medusa overwrites whatever the storefront sent here.
    const sessionId = String(data?.session_id);
    const session = await this.#cradle.paymentSessionService.retrieve(sessionId, {
      select: [...SESSION_FIELDS],
    });
    if (session.currency_code !== currency_code || amount === undefined) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "Calypso: the session's currency isn't the collection's");
    }
    const row = await openSession({ ledger: this.#ledger, client: this.#client, session, data: data ?? {} });
    await this.#checkSessionExists(sessionId);
    return { id: sessionId, status: "pending", data: toSessionData(data, await this.#public(row)) };
  }

  async authorizePayment({ data, context }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const row = await this.#rowToAuthorize(context?.idempotency_key, data);
    const read = await this.#freshRead(row);
    await this.#checkAmount(read, context?.idempotency_key ?? row.session_id);
    const status = sessionStatus(read.outcome, placingPolicy(read, this.#ledger.settings.payments));
    return { status, data: toSessionData(data, await this.#public(read)) };
  }

  async getPaymentStatus({ data, context }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const row = await this.#freshRead(await this.#rowOfSession(context?.idempotency_key, data));
    const status = sessionStatus(row.outcome, placingPolicy(row, this.#ledger.settings.payments));
    return { status, data: toSessionData(data, await this.#public(row)) };
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const row = await this.#rowOfSession(undefined, data);
    return { data: toSessionData(data, await this.#public(await this.#freshRead(row))) };
  }

  /** Medusa's workflows delete and create sessions instead. A direct call gets the session unchanged. */
  async updatePayment({ data, amount, currency_code, context }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const row = await this.#rowOfSession(context?.idempotency_key, data);
    if (row.currency_code !== currency_code || !decimal.equals(fromMedusaAmount(amount as MedusaAmount), row.amount)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Calypso: an invoice's amount can't be changed; delete the payment session and create a new one",
      );
    }
    return { data: toSessionData(data, await this.#public(row)) };
  }

  /** Nothing moves at the vendor. Capturing only requires that all the money is in the invoice. */
  async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const row = await this.#rowOfCapture(context?.idempotency_key, data);
    const read = await this.#freshRead(row);
    if (read.outcome !== "settled") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Calypso: the payment can't be captured yet, it is ${read.outcome}; it is captured automatically once it is settled`,
      );
    }
    return { data: toSessionData(data, await this.#public(read)) };
  }

  /** The invoice stays open and watched, since archiving it would hide later money. Money already received is flagged. */
  async cancelPayment({ data, context }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    await this.#logErrors("payment.canceled", async () => {
      const payment = context?.idempotency_key ? await this.#payment(context.idempotency_key) : undefined;
      const row = await this.#rowOfSession(payment?.sessionId, data);
      const hasMoney = row.outcome !== "waiting" && row.outcome !== "expired";
      const changes = hasMoney ? { attention: "canceled", attention_at: new Date() } : {};
      await this.#ledger.payments.change(row.id, changes, { actor: "medusa", action: "payment.canceled" });
    });
    return { data: data ?? {} };
  }

  /** Never throws, which would block the checkout. The row stays watched, since the old invoice may still be paid. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    await this.#logErrors("session.deleted", async () => {
      const row = await this.#rowOfPayUrl(data);
      if (row) await this.#ledger.audit.write({ subject_id: row.id, actor: "medusa", action: "session.deleted" });
    });
    return { data: data ?? {} };
  }

  /**
   * Books Medusa's refund in the ledger. The money moves later, once a destination is known. A missing destination is no error: Medusa
   * books the refund of a canceled order even if the provider refuses it.
   */
  async refundPayment({ data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const refund = await this.#cradle.refundService.retrieve(String(context?.idempotency_key), {
      select: ["id", "payment_id", "raw_amount", "note", "created_by", "metadata"],
    });
    const payment = await this.#payment(refund.payment_id);
    const row = await this.#rowOfSession(payment.sessionId, data);
    await bookMedusaRefund(this.#ledger, refund, payment.currencyCode, row);
    return { data: data ?? {} };
  }

  /** Does nothing: Medusa's own route acknowledges before it works, and loses the event in a crash. */
  async getWebhookActionAndData(_: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    this.#cradle.logger.warn("Calypso: a webhook to Medusa's own route was ignored; point it to /hooks/calypso");
    return { action: PaymentActions.NOT_SUPPORTED };
  }

  get #ledger(): LedgerModuleService {
    const ledger = this.#fromCradle() ?? MedusaModule.getModuleInstance(LEDGER)?.[LEDGER];
    if (ledger) return ledger as LedgerModuleService;
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      'Calypso: the plugin isn\'t loaded; list "@calypso-commerce/medusa-payment" in the plugins of medusa-config, or use withCalypso()',
    );
  }

  /** The cradle throws for names that aren't registered. */
  #fromCradle(): LedgerModuleService | undefined {
    return LEDGER in this.#cradle ? this.#cradle[LEDGER] : undefined;
  }

  get #client(): VendorClient {
    return clientFor(this.#ledger.settings, "shopper");
  }

  /** A second request deletes the first one's session while the vendor is asked, and Medusa would answer that it doesn't exist. */
  async #checkSessionExists(id: string): Promise<void> {
    try {
      await this.#cradle.paymentSessionService.retrieve(id, { select: ["id"] });
    } catch (error) {
      if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_FOUND) throw sessionReplaced();
      throw error;
    }
  }

  async #freshRead(row: PaymentRow): Promise<PaymentRow> {
    // Settled is final. Any other answer but "waiting" may be reused for a moment.
    const age = row.read_at ? Date.now() - row.read_at.getTime() : Number.POSITIVE_INFINITY;
    if (row.outcome === "settled" || (row.outcome !== "waiting" && age < FRESH_MS)) return row;
    return readPayment({ ledger: this.#ledger, client: this.#client, actor: "checkout" }, row);
  }

  /** This row must never pay a session or cart over another amount than the vendor was asked for. */
  async #checkAmount(row: PaymentRow, sessionId: string): Promise<void> {
    const session = await this.#cradle.paymentSessionService.retrieve(sessionId, {
      select: ["id", "raw_amount", "currency_code"],
      relations: ["payment_collection"],
    });
    const amounts = [session.raw_amount.value, session.payment_collection?.raw_amount.value];
    const isSame = amounts.every((amount) => amount !== undefined && decimal.equals(amount, row.amount));
    if (isSame && session.currency_code === row.currency_code) return;
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Calypso: the amount changed after the invoice was created; start the payment again",
    );
  }

  async #rowOfSession(sessionId: string | undefined, data: Record<string, unknown> | undefined): Promise<PaymentRow> {
    const row = sessionId?.startsWith("payses_")
      ? await this.#ledger.payments.findBySession(sessionId)
      : await this.#rowOfPayUrl(data);
    if (row) return row;
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: the ledger has no invoice for this payment session");
  }

  async #rowToAuthorize(sessionId: string | undefined, data: Record<string, unknown> | undefined): Promise<PaymentRow> {
    if (!sessionId?.startsWith("payses_")) return this.#rowOfSession(sessionId, data);
    const session = await this.#cradle.paymentSessionService.retrieve(sessionId, { select: [...SESSION_FIELDS] });
    return (await findSessionPayment(this.#ledger, session)) ?? this.#rowOfSession(sessionId, data);
  }

  async #rowOfCapture(captureId: string | undefined, data: Record<string, unknown> | undefined): Promise<PaymentRow> {
    if (!captureId) return this.#rowOfSession(undefined, data);
    const capture = await this.#cradle.captureService.retrieve(captureId, { relations: ["payment"] });
    return this.#rowOfSession(capture.payment.payment_session_id, data);
  }

  async #payment(id: string): Promise<{ sessionId: string | undefined; currencyCode: string }> {
    const payment = await this.#cradle.paymentService.retrieve(id, { relations: ["payment_session"] });
    return {
      sessionId: payment.payment_session?.id ?? payment.payment_session_id,
      currencyCode: payment.currency_code,
    };
  }

  /** Finds the row by the key in the pay page's address, for calls in which Medusa passes nothing else. */
  async #rowOfPayUrl(data: Record<string, unknown> | undefined): Promise<PaymentRow | undefined> {
    const key = typeof data?.pay_url === "string" ? /[0-9a-f-]{36}$/.exec(data.pay_url)?.[0] : undefined;
    return this.#ledger.payments.findByVendor({ idempotencyKey: key });
  }

  /** For calls in which an error would only break Medusa's own work. */
  async #logErrors(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#cradle.logger.error(`Calypso: ${what} could not be recorded: ${(error as Error).message}`);
    }
  }

  #public(row: PaymentRow): Promise<PublicPayment> {
    return publicPayment(this.#ledger, row);
  }
}
