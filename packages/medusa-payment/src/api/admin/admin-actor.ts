import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import type { Actor } from "../../modules/ledger/types";

/** The signed-in user as an actor of the audit trail. */
export function adminActor(req: AuthenticatedMedusaRequest): Actor & `admin:${string}` {
  return `admin:${req.auth_context.actor_id}`;
}
