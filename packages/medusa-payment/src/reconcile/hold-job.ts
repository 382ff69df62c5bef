import type { Logger } from "@medusajs/framework/types";
import type LedgerModuleService from "../modules/ledger/service";

export interface HeldJob {
  /** Where the last run left off. */
  watermark: Date | undefined;
  finish(report: object, watermark: Date): Promise<void>;
}

/**
 * Claims a recurring job and renews the claim for as long as the work lasts. A claim that isn't renewed expires soon, so that another
 * instance takes over the job of a process that died.
 *
 * @returns undefined if another instance holds the job
 */
export async function holdJob(
  ledger: LedgerModuleService,
  id: string,
  claimMs: number,
  logger: Logger,
): Promise<HeldJob | undefined> {
  let claim = await ledger.jobs.claim(id, claimMs);
  if (!claim) return undefined;
  const { watermark } = claim;
  let renewing = Promise.resolve();
  const renew = async () => {
    try {
      // Losing the claim is no reason to stop: each payment has its own lock.
      claim = (claim && (await ledger.jobs.renew(claim, claimMs))) ?? claim;
    } catch (error) {
      logger.warn(`Calypso: the claim on the job ${id} could not be renewed: ${(error as Error).message}`);
    }
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, claimMs / 3);
  timer.unref();
  return {
    watermark: watermark ?? undefined,
    async finish(report, reached) {
      clearInterval(timer);
      await renewing;
      if (claim) await ledger.jobs.finish(claim, report, reached);
    },
  };
}
