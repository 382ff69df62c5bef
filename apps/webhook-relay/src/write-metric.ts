import { errorFields, log } from "./log.ts";

/**
 * Writes one data point: the store as index, `blobs` [name, detail], `doubles` as given. Never throws, since an
 * invocation may write 25 points only and no event is worth losing for a figure.
 */
export function writeMetric(
  env: Pick<Env, "METRICS">,
  store: string,
  name: string,
  detail: string,
  ...doubles: number[]
): void {
  try {
    env.METRICS?.writeDataPoint({ indexes: [store], blobs: [name, detail], doubles });
  } catch (error) {
    log("warn", "metric_lost", { store, ...errorFields(error) });
  }
}
