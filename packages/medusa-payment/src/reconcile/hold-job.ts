import type { Logger } from "@medusajs/framework/types";
import type LedgerModuleService from "../modules/ledger/service";

export interface HeldJob {
  /** Where the last run left off. */
  watermark: Date | undefined;
  finish(report: object, watermark: Date): Promise<void>;
}

/**
 * Takes a recurring job and keeps it while the work lasts, however long: a claim that isn't renewed ends soon, so that the work of a
 * process that died goes on elsewhere.
 *
 * @returns undefined when another instance has it
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
      // A claim that was lost is no reason to stop: each payment has a lock of its own.
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
