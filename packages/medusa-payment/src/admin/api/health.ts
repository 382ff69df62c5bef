export type HealthStatus = "ok" | "warn" | "fail";

export interface Health {
  status: HealthStatus;
  checks: { name: string; status: HealthStatus; message: string }[];
  balances: { currency: string; amount: string }[];
  backlog: Record<string, number>;
  last_event_at: string | null;
  last_reconcile_at: string | null;
}
