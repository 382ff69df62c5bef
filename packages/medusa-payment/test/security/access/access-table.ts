/** An admin route with a valid body, and the answer for who may use it on an id that doesn't exist. */
export interface AccessRow {
  route: `${"GET" | "POST" | "DELETE"} /admin/calypso/${string}`;
  body?: object;
  /** The answer for who may. */
  allowed: number;
  /** The role that opens it when RBAC is on; `any` for every signed-in user. */
  opens: Role | "any";
}

export type Role = "read" | "act" | "request" | "approve" | "send" | "manage";

/** The permission that each role of the tests has, and no other. */
export const ROLES: Record<Role, { resource: string; operation: string }> = {
  read: { resource: "calypso_payment", operation: "read" },
  act: { resource: "calypso_payment", operation: "act" },
  request: { resource: "calypso_refund", operation: "request" },
  approve: { resource: "calypso_refund", operation: "approve" },
  send: { resource: "calypso_refund", operation: "send" },
  manage: { resource: "calypso", operation: "manage" },
};

const reason = "because it must be so";
const refund = { amount: "1", basis: "fiat" };

export const ACCESS: AccessRow[] = [
  { route: "GET /admin/calypso/permissions", allowed: 200, opens: "any" },
  { route: "GET /admin/calypso/attention", allowed: 200, opens: "read" },
  { route: "GET /admin/calypso/currencies", allowed: 200, opens: "read" },
  { route: "GET /admin/calypso/health", allowed: 200, opens: "manage" },
  { route: "POST /admin/calypso/reconcile", allowed: 200, opens: "manage" },
  { route: "POST /admin/calypso/orders/[id]/payment-link", allowed: 404, opens: "act" },
  { route: "GET /admin/calypso/payments", allowed: 200, opens: "read" },
  { route: "GET /admin/calypso/payments/[id]", allowed: 404, opens: "read" },
  { route: "POST /admin/calypso/payments/[id]/check", allowed: 404, opens: "act" },
  { route: "POST /admin/calypso/payments/[id]/accept", body: { reason }, allowed: 404, opens: "act" },
  { route: "POST /admin/calypso/payments/[id]/ask-remainder", body: { reason }, allowed: 404, opens: "act" },
  { route: "POST /admin/calypso/payments/[id]/resolve", body: { reason }, allowed: 404, opens: "act" },
  { route: "POST /admin/calypso/payments/[id]/attach", body: { reason }, allowed: 404, opens: "act" },
  { route: "GET /admin/calypso/payments/[id]/refunds", allowed: 200, opens: "read" },
  { route: "POST /admin/calypso/payments/[id]/refunds", body: refund, allowed: 404, opens: "request" },
  { route: "POST /admin/calypso/payments/[id]/refunds/preview", body: refund, allowed: 404, opens: "request" },
  { route: "GET /admin/calypso/refunds", allowed: 200, opens: "read" },
  { route: "POST /admin/calypso/refunds/mass", body: { ids: ["crefund_none"] }, allowed: 404, opens: "send" },
  { route: "GET /admin/calypso/refunds/[id]", allowed: 404, opens: "read" },
  { route: "POST /admin/calypso/refunds/[id]/destination", body: { destination: "x" }, allowed: 404, opens: "request" },
  { route: "POST /admin/calypso/refunds/[id]/claim-link", allowed: 404, opens: "request" },
  { route: "DELETE /admin/calypso/refunds/[id]/claim-link", allowed: 404, opens: "request" },
  { route: "POST /admin/calypso/refunds/[id]/cancel", body: { reason }, allowed: 404, opens: "request" },
  { route: "POST /admin/calypso/refunds/[id]/approve", allowed: 404, opens: "approve" },
  { route: "POST /admin/calypso/refunds/[id]/retry", allowed: 404, opens: "send" },
  { route: "POST /admin/calypso/refunds/[id]/check", allowed: 404, opens: "send" },
];
