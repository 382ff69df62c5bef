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
  Logger,
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
import { type PublicPayment, publicPayment } from "../../payment/public-payment";
import { readPayment } from "../../payment/read-payment";
import { bookMedusaRefund } from "../../refunds/medusa/book-medusa-refund";
import { openSession } from "./open-session";
import { toSessionData } from "./session-data";
import { sessionStatus } from "./session-status";

interface Row {
  id: string;
}

/** What the payment module's container holds for its providers. The ledger is there by the `dependencies` setting. */
export interface Cradle {
  logger: Logger;
  [LEDGER]?: LedgerModuleService;
  paymentSessionService: {
    retrieve(id: string, config?: object): Promise<SessionRow>;
  };
  captureService: { retrieve(id: string, config?: object): Promise<Row & { payment: { payment_session_id: string } }> };
  refundService: {
    retrieve(id: string, config?: object): Promise<RefundEntity>;
  };
  paymentService: { retrieve(id: string, config?: object): Promise<PaymentEntity> };
}

export interface SessionRow extends Row {
  raw_amount: { value: string };
  currency_code: string;
  payment_collection_id: string;
  payment_collection?: { raw_amount: { value: string } };
  provider_id: string;
}

export interface PaymentEntity extends Row {
  payment_session_id?: string;
  payment_session?: Row;
  currency_code: string;
}

export interface RefundEntity extends Row {
  payment_id: string;
  raw_amount: { value: string };
  note: string | null;
  created_by: string | null;
  metadata: Record<string, unknown> | null;
}

/** An answer of the vendor that is at most this old need not be asked for again while Medusa completes a cart. */
const FRESH_MS = 10_000;

/**
 * Medusa's payment provider for Calypso Pay. It keeps nothing of its own: the ledger is the memory, and every state comes from
 * a signed read.
 */
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
    // Medusa sets it over whatever the storefront sent, unlike the context's idempotency key.
    const session_id = String(data?.session_id);
    const session = await this.#cradle.paymentSessionService.retrieve(session_id, {
      select: ["id", "raw_amount", "currency_code", "payment_collection_id", "provider_id"],
    });
    if (session.currency_code !== currency_code || amount === undefined) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "Calypso: the session's currency isn't the collection's");
    }
    const row = await openSession({ ledger: this.#ledger, client: this.#client, session, wishes: data ?? {} });
    return { id: session_id, status: "pending", data: toSessionData(data, await this.#public(row)) };
  }

  async authorizePayment({ data, context }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const row = await this.#rowOfSession(context?.idempotency_key, data);
    const read = await this.#freshRead(row);
    await this.#checkAmount(read, context?.idempotency_key ?? row.session_id);
    const status = sessionStatus(read.outcome, this.#ledger.settings.payments.placeOrderOn);
    return { status, data: toSessionData(data, await this.#public(read)) };
  }

  async getPaymentStatus({ data, context }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const row = await this.#freshRead(await this.#rowOfSession(context?.idempotency_key, data));
    const status = sessionStatus(row.outcome, this.#ledger.settings.payments.placeOrderOn);
    return { status, data: toSessionData(data, await this.#public(row)) };
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const row = await this.#rowOfSession(undefined, data);
    return { data: toSessionData(data, await this.#public(await this.#freshRead(row))) };
  }

  /** Medusa's flows delete and create sessions instead; who calls this directly gets the session as it is. */
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

  /** Nothing moves at the vendor: the money is in the invoice when Medusa captures. It must be, all of it. */
  async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const row = await this.#rowOfCapture(context?.idempotency_key, data);
    const read = await this.#freshRead(row);
    if (read.outcome !== "settled") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Calypso: the payment can't be captured, the money isn't all there (${read.outcome}); it is captured by itself when it is`,
      );
    }
    return { data: toSessionData(data, await this.#public(read)) };
  }

  /**
   * The invoice stays watched: archiving it would hide money that still comes. What is there already is listed, since no order
   * takes it any more.
   */
  async cancelPayment({ data, context }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    await this.#quietly("payment.canceled", async () => {
      const payment = context?.idempotency_key ? await this.#payment(context.idempotency_key) : undefined;
      const row = await this.#rowOfSession(payment?.session_id, data);
      const hasMoney = row.outcome !== "waiting" && row.outcome !== "expired";
      const changes = hasMoney ? { attention: "canceled", attention_at: new Date() } : {};
      await this.#ledger.payments.change(row.id, changes, { actor: "medusa", action: "payment.canceled" });
    });
    return { data: data ?? {} };
  }

  /** Never throws: it would block the checkout. The row and its watch stay, as money may still come to the old invoice. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    await this.#quietly("session.deleted", async () => {
      const row = await this.#rowOfPayUrl(data);
      if (row) await this.#ledger.audit.write({ subject_id: row.id, actor: "medusa", action: "session.deleted" });
    });
    return { data: data ?? {} };
  }

  /**
   * Books Medusa's refund in the ledger; the money moves afterwards, when a destination is known. Doesn't throw for a missing
   * destination, since Medusa books the refund of a cancelled order even when the provider refuses it.
   */
  async refundPayment({ data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const refund = await this.#cradle.refundService.retrieve(String(context?.idempotency_key), {
      select: ["id", "payment_id", "raw_amount", "note", "created_by", "metadata"],
    });
    const payment = await this.#payment(refund.payment_id);
    const row = await this.#rowOfSession(payment.session_id, data);
    await bookMedusaRefund(this.#ledger, refund, payment.currency_code, row);
    return { data: data ?? {} };
  }

  /** Medusa's own route answers before it works and forgets on a crash, so nothing is done there. */
  async getWebhookActionAndData(_: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    this.#cradle.logger.warn(
      "Calypso: a webhook came to Medusa's own route and was ignored; point it to /hooks/calypso",
    );
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

  /** The cradle throws for names that nobody registered. */
  #fromCradle(): LedgerModuleService | undefined {
    return LEDGER in this.#cradle ? this.#cradle[LEDGER] : undefined;
  }

  get #client(): VendorClient {
    return clientFor(this.#ledger.settings);
  }

  async #freshRead(row: PaymentRow): Promise<PaymentRow> {
    // What is settled stays settled; a moment ago is now, except for "nothing yet".
    const age = row.read_at ? Date.now() - row.read_at.getTime() : Number.POSITIVE_INFINITY;
    if (row.outcome === "settled" || (row.outcome !== "waiting" && age < FRESH_MS)) return row;
    return readPayment({ ledger: this.#ledger, client: this.#client, actor: "checkout" }, row);
  }

  /** A session or cart over another amount than the vendor was asked for must never be paid by this row. */
  async #checkAmount(row: PaymentRow, session_id: string): Promise<void> {
    const session = await this.#cradle.paymentSessionService.retrieve(session_id, {
      select: ["id", "raw_amount", "currency_code"],
      relations: ["payment_collection"],
    });
    const amounts = [session.raw_amount.value, session.payment_collection?.raw_amount.value];
    const isSame = amounts.every((amount) => amount !== undefined && decimal.equals(amount, row.amount));
    if (isSame && session.currency_code === row.currency_code) return;
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Calypso: the amount changed after the invoice was made; start the payment again",
    );
  }

  async #rowOfSession(session_id: string | undefined, data: Record<string, unknown> | undefined): Promise<PaymentRow> {
    const row = session_id?.startsWith("payses_")
      ? await this.#ledger.payments.findBySession(session_id)
      : await this.#rowOfPayUrl(data);
    if (row) return row;
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: the ledger has no invoice for this payment session");
  }

  async #rowOfCapture(capture_id: string | undefined, data: Record<string, unknown> | undefined): Promise<PaymentRow> {
    if (!capture_id) return this.#rowOfSession(undefined, data);
    const capture = await this.#cradle.captureService.retrieve(capture_id, { relations: ["payment"] });
    return this.#rowOfSession(capture.payment.payment_session_id, data);
  }

  async #payment(id: string): Promise<{ session_id: string | undefined; currency_code: string }> {
    const payment = await this.#cradle.paymentService.retrieve(id, { relations: ["payment_session"] });
    return {
      session_id: payment.payment_session?.id ?? payment.payment_session_id,
      currency_code: payment.currency_code,
    };
  }

  /** The pay page's address holds the invoice's or widget's key; where Medusa gives nothing else, it finds the row. */
  async #rowOfPayUrl(data: Record<string, unknown> | undefined): Promise<PaymentRow | undefined> {
    const key = typeof data?.pay_url === "string" ? /[0-9a-f-]{36}$/.exec(data.pay_url)?.[0] : undefined;
    return this.#ledger.payments.findByVendor({ idempotencyKey: key });
  }

  /** Medusa asks for things at moments when a refusal only breaks its own work. */
  async #quietly(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#cradle.logger.error(`Calypso: ${what} could not be noted: ${(error as Error).message}`);
    }
  }

  #public(row: PaymentRow): Promise<PublicPayment> {
    return publicPayment(this.#ledger, row);
  }
}
