import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  deleteProductsWorkflow,
} from "@medusajs/medusa/core-flows";
import { catalog, type SeedProduct } from "./catalog";

interface Places {
  salesChannelId: string;
  shippingProfileId: string;
  locationId: string;
}

const stockedQuantity = 10_000;

/** Creates the catalog with prices in both currencies and stock in the warehouse. */
export async function seedProducts(container: MedusaContainer, places: Places): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);

  const { data: existing } = await query.graph({
    entity: "product",
    fields: ["id", "handle", "variants.id", "variants.price_set.id", "variants.inventory_items.inventory_item_id"],
  });
  // A killed run may have left products without prices or stock: those are created again.
  const incomplete = existing.filter((product) => !isComplete(product));
  if (incomplete.length > 0) {
    await deleteProductsWorkflow(container).run({ input: { ids: incomplete.map(({ id }) => id) } });
  }
  const complete = existing.filter(isComplete);
  const missing = catalog.filter(({ handle }) => !complete.some((product) => product.handle === handle));
  if (missing.length > 0) {
    await createProductsWorkflow(container).run({
      input: { products: missing.map((product) => toProduct(product, places)) },
    });
  }

  const { data: items } = await query.graph({ entity: "inventory_item", fields: ["id", "location_levels.id"] });
  const empty = items.filter(({ location_levels }) => !location_levels?.length);
  if (empty.length > 0) {
    await createInventoryLevelsWorkflow(container).run({
      input: {
        inventory_levels: empty.map(({ id }) => ({
          inventory_item_id: id,
          location_id: places.locationId,
          stocked_quantity: stockedQuantity,
        })),
      },
    });
  }
}

interface ExistingProduct {
  variants?: ({ price_set?: unknown; inventory_items?: unknown[] | null } | null)[] | null;
}

function isComplete({ variants }: ExistingProduct): boolean {
  return Boolean(
    variants?.length && variants.every((variant) => variant?.price_set && variant.inventory_items?.length),
  );
}

function toProduct(product: SeedProduct, places: Places) {
  const { handle, title, subtitle, description, material, sizes } = product;
  return {
    handle,
    title,
    subtitle,
    description,
    material,
    status: "published" as const,
    shipping_profile_id: places.shippingProfileId,
    sales_channels: [{ id: places.salesChannelId }],
    options: [{ title: "Size", values: sizes }],
    variants: sizes.map((size, index) => ({
      title: size,
      sku: `${handle}-${index + 1}`.toUpperCase(),
      options: { Size: size },
      manage_inventory: true,
      prices: [
        { currency_code: "eur", amount: Number(product.eur) },
        { currency_code: "usd", amount: Number(product.usd) },
      ],
    })),
  };
}
