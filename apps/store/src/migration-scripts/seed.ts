import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { seedAdminUser } from "../seed/seed-admin-user";
import { seedProducts } from "../seed/seed-products";
import { seedRegions } from "../seed/seed-regions";
import { seedShipping } from "../seed/seed-shipping";
import { seedStore } from "../seed/seed-store";

/**
 * Fills a fresh store; `medusa db:migrate` runs it once.
 *
 * An interrupted run is repeated, so each part adds only what is missing. db:migrate exits with 0 even when this throws:
 * the seed is complete once the table script_migrations has a `finished_at` for this file.
 */
export default async function seed({ container }: { container: MedusaContainer }): Promise<void> {
  const { salesChannelId } = await seedStore(container);
  await seedRegions(container);
  const { locationId, shippingProfileId } = await seedShipping(container, salesChannelId);
  await seedProducts(container, { salesChannelId, shippingProfileId, locationId });
  await seedAdminUser(container);
  container.resolve(ContainerRegistrationKeys.LOGGER).info("The store is seeded.");
}
