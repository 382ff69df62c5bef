import {
  defineMiddlewares,
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http";
import { ADMIN_ROUTES } from "./admin-routes";
import { noStore } from "./no-store";
import { PERMISSIONS } from "./permissions";
import { currenciesQuery } from "./store/calypso/currencies/validators";
import { paymentLinkBody, paymentLinkSessionBody } from "./store/calypso/payment-links/validators";
import { claimBody } from "./store/calypso/refund-claims/validators";

// The relay wraps Calypso's body of up to 64 KiB as JSON text, which can double its size.
const bodyParser = { preserveRawBody: true, sizeLimit: "256kb" } as const;

const CLAIMS = ["/store/calypso/refund-claims", "/store/calypso/refund-claims/:token"];

// Medusa checks the policies before the first middleware runs, and without RBAC it ignores them.
const adminRoutes: MiddlewareRoute[] = ADMIN_ROUTES.map(({ method, path, permission, body, query }) => ({
  matcher: path,
  methods: [method],
  ...(permission ? { policies: [PERMISSIONS[permission]] } : {}),
  middlewares: [
    ...(body ? [validateAndTransformBody(body as Parameters<typeof validateAndTransformBody>[0])] : []),
    ...(query ? [validateAndTransformQuery(query as Parameters<typeof validateAndTransformQuery>[0], {})] : []),
  ],
}));

export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/calypso", methods: ["POST"], bodyParser },
    { matcher: "/hooks/payment/calypso_calypso", methods: ["POST"], bodyParser },
    ...adminRoutes,
    { matcher: "/store/calypso/payments/:session_id", methods: ["GET"], middlewares: [noStore] },
    ...CLAIMS.map((matcher) => ({ matcher, methods: ["GET" as const, "POST" as const], middlewares: [noStore] })),
    {
      matcher: "/store/calypso/payment-links",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(paymentLinkBody)],
    },
    {
      matcher: "/store/calypso/payment-links/sessions",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(paymentLinkSessionBody)],
    },
    ...CLAIMS.map((matcher) => ({
      matcher,
      methods: ["POST" as const],
      middlewares: [validateAndTransformBody(claimBody)],
    })),
    {
      matcher: "/store/calypso/currencies",
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(currenciesQuery, {})],
    },
  ],
});
