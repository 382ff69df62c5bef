import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { seedAdminUser } from "../seed/admin-user";
import { seedProducts } from "../seed/products";
import { seedRegions } from "../seed/regions";
import { seedShipping } from "../seed/shipping";
import { seedStore } from "../seed/store";

/**
 * Fills a fresh store; `medusa db:migrate` runs it once.
 *
 * Each part looks before it adds, since a run that was interrupted is repeated. db:migrate exits with 0 even when this
 * throws: done is when the table script_migrations has a `finished_at` for this file's name.
 */
export default async function seed({ container }: { container: MedusaContainer }): Promise<void> {
  const { salesChannelId } = await seedStore(container);
  await seedRegions(container);
  const { locationId, shippingProfileId } = await seedShipping(container, salesChannelId);
  await seedProducts(container, { salesChannelId, shippingProfileId, locationId });
  await seedAdminUser(container);
  container.resolve(ContainerRegistrationKeys.LOGGER).info("The store is seeded.");
}
