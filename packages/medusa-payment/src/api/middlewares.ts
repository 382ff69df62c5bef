import { defineMiddlewares, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import {
  attachSchema,
  listPaymentsSchema,
  listRefundsSchema,
  reasonSchema,
  requestRefundSchema,
} from "./admin/calypso/payments/validators";

// The relay wraps the vendor's body, at most 64 KiB, as JSON text, which can double it.
const bodyParser = { preserveRawBody: true, sizeLimit: "256kb" } as const;

const withReason = ["accept", "ask-remainder", "resolve"].map((action) => ({
  matcher: `/admin/calypso/payments/:id/${action}`,
  methods: ["POST" as const],
  middlewares: [validateAndTransformBody(reasonSchema)],
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
    ...withReason,
    {
      matcher: "/admin/calypso/payments/:id/attach",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(attachSchema)],
    },
    {
      matcher: "/admin/calypso/payments/:id/refunds",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(requestRefundSchema)],
    },
  ],
});
