import type { Context } from "hono";
import { RelayRequestError } from "../errors.ts";
import type { TenantSummary } from "../registry/tenant.ts";
import { summarizeTenants } from "../registry/tenants.ts";

/** The tenant that a request's path names. @throws {RelayRequestError} code `tenant_not_found`. */
export async function requireTenant(c: Context<{ Bindings: Env }, "/:tenant/*">): Promise<TenantSummary> {
  const [tenant] = await summarizeTenants(c.env, c.req.param("tenant"));
  if (tenant !== undefined) return tenant;
  throw new RelayRequestError("tenant_not_found", "No tenant of this name is registered.");
}
