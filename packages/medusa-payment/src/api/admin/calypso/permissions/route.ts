import { hasPermission } from "@medusajs/framework";
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { FeatureFlag } from "@medusajs/framework/utils";
import { PERMISSIONS, type Permission } from "../../../permissions";

/** What the signed-in user may do, so that Admin shows only what works. Without RBAC that is everything. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const roles = rolesOf(req);
  const isRbacEnabled = FeatureFlag.isFeatureEnabled("rbac");
  const names = Object.keys(PERMISSIONS) as Permission[];
  const granted = await Promise.all(
    names.map(async (name) => {
      if (!isRbacEnabled) return true;
      // Medusa's function grants everything to a user without roles; its routes refuse those first.
      return roles.length > 0 && hasPermission({ roles, actions: PERMISSIONS[name], container: req.scope });
    }),
  );
  res.json({ permissions: names.filter((_, index) => granted[index]) });
}

/** The roles that Medusa's own check looks at: those of the token. */
function rolesOf(req: AuthenticatedMedusaRequest): string[] {
  const { roles } = req.auth_context.app_metadata ?? {};
  return Array.isArray(roles) ? roles.map(String) : [];
}
