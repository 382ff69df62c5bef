import type { MedusaContainer } from "@medusajs/framework/types";
import { reconcile } from "../reconcile/reconcile";

export default async function reconcileJob(container: MedusaContainer): Promise<void> {
  await reconcile(container);
}

export const config = { name: "calypso-reconcile", schedule: "*/5 * * * *" };
