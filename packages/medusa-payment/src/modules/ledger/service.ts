import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaService } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";
import { parseOptions } from "../../options/parse-options";
import { LedgerDatabase } from "./ledger-database";
import LedgerAuditEntry from "./models/audit-entry";
import LedgerClaim from "./models/claim";
import LedgerDelivery from "./models/delivery";
import LedgerJob from "./models/job";
import LedgerPayment from "./models/payment";
import LedgerPayout from "./models/payout";
import LedgerPayoutBatch from "./models/payout-batch";
import LedgerRefund from "./models/refund";
import { AuditRepository } from "./repositories/audit-repository";
import { BatchRepository } from "./repositories/batch-repository";
import { ClaimRepository } from "./repositories/claim-repository";
import { DeliveryRepository } from "./repositories/delivery-repository";
import { HealthRepository } from "./repositories/health-repository";
import { JobRepository } from "./repositories/job-repository";
import { OpenPaymentRepository } from "./repositories/open-payment-repository";
import { PaymentRepository } from "./repositories/payment-repository";
import { PayoutRepository } from "./repositories/payout-repository";
import { RefundRepository } from "./repositories/refund-repository";

const models = {
  LedgerPayment,
  LedgerDelivery,
  LedgerAuditEntry,
  LedgerJob,
  LedgerClaim,
  LedgerPayoutBatch,
  LedgerRefund,
  LedgerPayout,
};

/**
 * The ledger, in repositories. Rows are written before each remote call and committed at once, in transactions of their own: when
 * Medusa rolls back its transaction around them, the record of the remote call must survive.
 */
export default class LedgerModuleService extends MedusaService(models) {
  readonly payments: PaymentRepository;
  readonly openPayments: OpenPaymentRepository;
  readonly deliveries: DeliveryRepository;
  readonly refunds: RefundRepository;
  readonly claims: ClaimRepository;
  readonly payouts: PayoutRepository;
  readonly batches: BatchRepository;
  readonly jobs: JobRepository;
  readonly health: HealthRepository;
  readonly audit: AuditRepository;
  readonly #options: unknown;
  #settings: CalypsoSettings | undefined;

  constructor(container: { __pg_connection__: Knex }, options?: unknown, declaration?: unknown) {
    super(container, options, declaration);
    const db = new LedgerDatabase(container.__pg_connection__);
    this.payments = new PaymentRepository(db);
    this.openPayments = new OpenPaymentRepository(db);
    this.deliveries = new DeliveryRepository(db);
    this.claims = new ClaimRepository(db);
    this.refunds = new RefundRepository(db, this.claims);
    this.payouts = new PayoutRepository(db);
    this.batches = new BatchRepository(db, this.payouts);
    this.jobs = new JobRepository(db);
    this.health = new HealthRepository(db);
    this.audit = new AuditRepository(db);
    this.#options = options;
  }

  /** The plugin's options, checked once. @throws MedusaError for invalid options */
  get settings(): CalypsoSettings {
    this.#settings ??= parseOptions(this.#options);
    return this.#settings;
  }
}
