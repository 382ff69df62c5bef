import { PayoutLedger } from "./payout-ledger";

/**
 * The plugin's books. Rows are written before each remote call and committed at once, in transactions of their own: what Medusa
 * rolls back around them must not take the memory of a remote call with it.
 */
export default class LedgerModuleService extends PayoutLedger {}
