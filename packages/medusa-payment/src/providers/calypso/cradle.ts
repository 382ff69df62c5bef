import type { Logger } from "@medusajs/framework/types";
import type { LEDGER } from "../../modules/ledger/key";
import type LedgerModuleService from "../../modules/ledger/service";

interface Service<Row> {
  retrieve(id: string, config?: object): Promise<Row>;
}

/** What the payment module's container holds for its providers. The `dependencies` setting adds the ledger. */
export interface Cradle {
  logger: Logger;
  [LEDGER]?: LedgerModuleService;
  paymentSessionService: Service<SessionRow>;
  captureService: Service<{ payment: { payment_session_id: string } }>;
  refundService: Service<RefundEntity>;
  paymentService: Service<PaymentEntity>;
}

export interface SessionRow {
  id: string;
  raw_amount: { value: string };
  currency_code: string;
  payment_collection_id: string;
  payment_collection?: { raw_amount: { value: string } };
  provider_id: string;
}

interface PaymentEntity {
  payment_session_id?: string;
  payment_session?: { id: string };
  currency_code: string;
}

interface RefundEntity {
  id: string;
  payment_id: string;
  raw_amount: { value: string };
  note: string | null;
  created_by: string | null;
  metadata: Record<string, unknown> | null;
}
