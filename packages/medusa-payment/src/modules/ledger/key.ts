/** The ledger's name in Medusa's container. */
export const LEDGER = "calypso_ledger";
