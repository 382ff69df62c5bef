/** What a role may do, as Medusa's RBAC knows it: a resource and an operation of it. */
export const PERMISSIONS = {
  /** Payments, refunds, their histories and the attention list. */
  read: { resource: "calypso_payment", operation: "read" },
  /** Check, accept, attach, resolve a payment, ask for its remainder, and create payment links. */
  act: { resource: "calypso_payment", operation: "act" },
  /** Request and cancel a refund, give its address, create its claim link. */
  request: { resource: "calypso_refund", operation: "request" },
  approve: { resource: "calypso_refund", operation: "approve" },
  /** Try a payout again, and pay many refunds together. */
  send: { resource: "calypso_refund", operation: "send" },
  /** Health, and the reconcile job. */
  manage: { resource: "calypso", operation: "manage" },
} as const;

export type Permission = keyof typeof PERMISSIONS;
