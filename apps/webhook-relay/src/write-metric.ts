import { errorFields, log } from "./log.ts";

/**
 * Writes one data point: the tenant as index, `blobs` [name, detail], `doubles` as given. Never throws: an invocation
 * may write only 25 points, and no event is worth losing for a metric.
 */
export function writeMetric(
  env: Pick<Env, "METRICS">,
  tenant: string,
  name: string,
  detail: string,
  ...doubles: number[]
): void {
  try {
    // The relay runs without this binding too: in workerd on a developer's machine.
    env.METRICS?.writeDataPoint({ indexes: [tenant], blobs: [name, detail], doubles });
  } catch (error) {
    log("warn", "metric_lost", { tenant, ...errorFields(error) });
  }
}
