import { defineMiddlewares, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import {
  attachSchema,
  claimSchema,
  destinationSchema,
  listPaymentsSchema,
  listRefundsSchema,
  massPayoutSchema,
  reasonSchema,
  requestRefundSchema,
} from "./admin/calypso/payments/validators";

// The relay wraps the vendor's body, at most 64 KiB, as JSON text, which can double it.
const bodyParser = { preserveRawBody: true, sizeLimit: "256kb" } as const;

const BODIES = [
  ["/admin/calypso/payments/:id/accept", reasonSchema],
  ["/admin/calypso/payments/:id/ask-remainder", reasonSchema],
  ["/admin/calypso/payments/:id/resolve", reasonSchema],
  ["/admin/calypso/payments/:id/attach", attachSchema],
  ["/admin/calypso/payments/:id/refunds", requestRefundSchema],
  ["/admin/calypso/payments/:id/refunds/preview", requestRefundSchema],
  ["/admin/calypso/refunds/mass", massPayoutSchema],
  ["/admin/calypso/refunds/:id/destination", destinationSchema],
  ["/admin/calypso/refunds/:id/cancel", reasonSchema],
  ["/store/calypso/refund-claims/:token", claimSchema],
] as const;

const withBodies = BODIES.map(([matcher, schema]) => ({
  matcher,
  methods: ["POST" as const],
  middlewares: [validateAndTransformBody(schema)],
}));

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/calypso", methods: ["POST"], bodyParser },
    { matcher: "/hooks/payment/calypso_calypso", methods: ["POST"], bodyParser },
    {
      matcher: "/admin/calypso/payments",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listPaymentsSchema, {})],
    },
    {
      matcher: "/admin/calypso/refunds",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(listRefundsSchema, {})],
    },
    ...withBodies,
  ],
});
