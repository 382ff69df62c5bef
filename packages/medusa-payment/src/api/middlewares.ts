import { defineMiddlewares, validateAndTransformBody, validateAndTransformQuery } from "@medusajs/framework/http";
import { attachBody, listPaymentsQuery, reasonBody } from "./admin/calypso/payments/validators";
import {
  destinationBody,
  listRefundsQuery,
  massPayoutBody,
  requestRefundBody,
} from "./admin/calypso/refunds/validators";
import { currenciesQuery } from "./store/calypso/currencies/validators";
import { claimBody } from "./store/calypso/refund-claims/validators";

// The relay wraps Calypso's body of up to 64 KiB as JSON text, which can double its size.
const bodyParser = { preserveRawBody: true, sizeLimit: "256kb" } as const;

const bodies = {
  "/admin/calypso/payments/:id/accept": reasonBody,
  "/admin/calypso/payments/:id/ask-remainder": reasonBody,
  "/admin/calypso/payments/:id/resolve": reasonBody,
  "/admin/calypso/payments/:id/attach": attachBody,
  "/admin/calypso/payments/:id/refunds": requestRefundBody,
  "/admin/calypso/payments/:id/refunds/preview": requestRefundBody,
  "/admin/calypso/refunds/mass": massPayoutBody,
  "/admin/calypso/refunds/:id/destination": destinationBody,
  "/admin/calypso/refunds/:id/cancel": reasonBody,
  "/store/calypso/refund-claims/:token": claimBody,
};

const queries = {
  "/admin/calypso/payments": listPaymentsQuery,
  "/admin/calypso/refunds": listRefundsQuery,
  "/store/calypso/currencies": currenciesQuery,
};

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/calypso", methods: ["POST"], bodyParser },
    { matcher: "/hooks/payment/calypso_calypso", methods: ["POST"], bodyParser },
    ...Object.entries(bodies).map(([matcher, schema]) => ({
      matcher,
      methods: ["POST" as const],
      middlewares: [validateAndTransformBody(schema)],
    })),
    ...Object.entries(queries).map(([matcher, schema]) => ({
      matcher,
      methods: ["GET" as const],
      middlewares: [validateAndTransformQuery(schema, {})],
    })),
  ],
});
