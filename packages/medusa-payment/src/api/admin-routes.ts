import type { z } from "@medusajs/framework/zod";
import { acceptBody, attachBody, listPaymentsQuery, reasonBody } from "./admin/calypso/payments/validators";
import {
  destinationBody,
  listRefundsQuery,
  massPayoutBody,
  requestRefundBody,
} from "./admin/calypso/refunds/validators";
import type { Permission } from "./permissions";

interface AdminRoute {
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** What Medusa's RBAC asks for; null for what every signed-in user may see. */
  permission: Permission | null;
  body?: z.ZodType;
  query?: z.ZodType;
}

const PAYMENTS = "/admin/calypso/payments";
const REFUNDS = "/admin/calypso/refunds";

/** Every admin route, with the permission that it requires. A test fails for a route that isn't listed. */
export const ADMIN_ROUTES: AdminRoute[] = [
  { method: "GET", path: "/admin/calypso/permissions", permission: null },
  { method: "GET", path: "/admin/calypso/attention", permission: "read" },
  { method: "GET", path: "/admin/calypso/currencies", permission: "read" },
  { method: "GET", path: "/admin/calypso/health", permission: "manage" },
  { method: "POST", path: "/admin/calypso/reconcile", permission: "manage" },
  { method: "GET", path: PAYMENTS, permission: "read", query: listPaymentsQuery },
  { method: "GET", path: `${PAYMENTS}/:id`, permission: "read" },
  { method: "POST", path: `${PAYMENTS}/:id/check`, permission: "act" },
  { method: "POST", path: `${PAYMENTS}/:id/accept`, permission: "act", body: acceptBody },
  { method: "POST", path: `${PAYMENTS}/:id/ask-remainder`, permission: "act", body: reasonBody },
  { method: "POST", path: `${PAYMENTS}/:id/resolve`, permission: "act", body: reasonBody },
  { method: "POST", path: `${PAYMENTS}/:id/attach`, permission: "act", body: attachBody },
  { method: "GET", path: `${PAYMENTS}/:id/refunds`, permission: "read" },
  { method: "POST", path: `${PAYMENTS}/:id/refunds`, permission: "request", body: requestRefundBody },
  { method: "POST", path: `${PAYMENTS}/:id/refunds/preview`, permission: "request", body: requestRefundBody },
  { method: "POST", path: "/admin/calypso/orders/:id/payment-link", permission: "act" },
  { method: "GET", path: REFUNDS, permission: "read", query: listRefundsQuery },
  { method: "POST", path: `${REFUNDS}/mass`, permission: "send", body: massPayoutBody },
  { method: "GET", path: `${REFUNDS}/:id`, permission: "read" },
  { method: "POST", path: `${REFUNDS}/:id/destination`, permission: "request", body: destinationBody },
  { method: "POST", path: `${REFUNDS}/:id/claim-link`, permission: "request" },
  { method: "DELETE", path: `${REFUNDS}/:id/claim-link`, permission: "request" },
  { method: "POST", path: `${REFUNDS}/:id/cancel`, permission: "request", body: reasonBody },
  { method: "POST", path: `${REFUNDS}/:id/approve`, permission: "approve" },
  { method: "POST", path: `${REFUNDS}/:id/retry`, permission: "send" },
  { method: "POST", path: `${REFUNDS}/:id/check`, permission: "send" },
];
