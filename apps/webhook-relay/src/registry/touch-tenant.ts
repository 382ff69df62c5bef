/** Statement that records when a tenant was changed. */
export function touchTenant(env: Env, tenant: string, now: number): D1PreparedStatement {
  return env.REGISTRY.prepare("UPDATE stores SET updated_at = ? WHERE store = ?").bind(now, tenant);
}
