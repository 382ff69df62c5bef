import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createUserAccountWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows";

export const PROVIDER = "pp_calypso_calypso";

/** What the tests buy from, seeded once. */
export interface Shop {
  regionId: string;
  salesChannelId: string;
  variantId: string;
  inventoryItemId: string;
  locationId: string;
  shippingOptionId: string;
  storeHeaders: { "x-publishable-api-key": string };
  adminHeaders: { authorization: string };
}

const ADMIN = { email: "admin@example.com", password: "correct horse" };

/** The first of a list that has one. */
export function one<T>(list: readonly T[] | undefined): T {
  const first = list?.[0];
  if (first === undefined) throw new Error("an empty list");
  return first;
}

/** A region in EUR, one product at 10.00 with plenty in stock, shipping at 5.00. */
export async function seedShop(container: MedusaContainer): Promise<Omit<Shop, "adminHeaders">> {
  const channels = { salesChannelsData: [{ name: "Web" }] };
  const salesChannelId = one((await createSalesChannelsWorkflow(container).run({ input: channels })).result).id;
  const regions = [
    {
      name: "EU",
      currency_code: "eur",
      countries: ["de"],
      payment_providers: [PROVIDER, "pp_system_default"],
    },
  ];
  const regionId = one((await createRegionsWorkflow(container).run({ input: { regions } })).result).id;
  const profiles = { data: [{ name: "Default", type: "default" }] };
  const profileId = one((await createShippingProfilesWorkflow(container).run({ input: profiles })).result).id;
  const { locationId, shippingOptionId } = await seedShipping(container, profileId, salesChannelId);
  const variantId = await seedProduct(container, profileId, salesChannelId);
  const inventoryItemId = one(await container.resolve(Modules.INVENTORY).listInventoryItems({})).id;
  const inventory_levels = [{ inventory_item_id: inventoryItemId, location_id: locationId, stocked_quantity: 10_000 }];
  await createInventoryLevelsWorkflow(container).run({ input: { inventory_levels } });
  const token = await seedPublishableKey(container, salesChannelId);
  return {
    regionId,
    salesChannelId,
    variantId,
    inventoryItemId,
    locationId,
    shippingOptionId,
    storeHeaders: { "x-publishable-api-key": token },
  };
}

async function seedShipping(container: MedusaContainer, shipping_profile_id: string, salesChannelId: string) {
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const locations = [{ name: "Warehouse" }];
  const { id: locationId } = one((await createStockLocationsWorkflow(container).run({ input: { locations } })).result);
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Parcels",
    type: "shipping",
    service_zones: [{ name: "Germany", geo_zones: [{ country_code: "de", type: "country" }] }],
  });
  const stockLocation = { stock_location_id: locationId };
  for (const fulfillment of [{ fulfillment_provider_id: "manual_manual" }, { fulfillment_set_id: set.id }]) {
    await link.create({ [Modules.STOCK_LOCATION]: stockLocation, [Modules.FULFILLMENT]: fulfillment });
  }
  const options = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: one(set.service_zones).id,
        shipping_profile_id,
        type: { label: "Standard", description: "", code: "standard" },
        prices: [{ currency_code: "eur", amount: 5 }],
        rules: [],
      },
    ],
  });
  const channels = { id: locationId, add: [salesChannelId] };
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: channels });
  return { locationId, shippingOptionId: one(options.result).id };
}

async function seedProduct(container: MedusaContainer, shipping_profile_id: string, salesChannelId: string) {
  const product = {
    title: "Mug",
    status: "published" as const,
    shipping_profile_id,
    sales_channels: [{ id: salesChannelId }],
    options: [{ title: "Size", values: ["one"] }],
    variants: [{ title: "one", sku: "MUG", options: { Size: "one" }, prices: [{ currency_code: "eur", amount: 10 }] }],
  };
  const { result } = await createProductsWorkflow(container).run({ input: { products: [product] } });
  return one(one(result).variants).id;
}

async function seedPublishableKey(container: MedusaContainer, salesChannelId: string): Promise<string> {
  const api_keys = [{ title: "Web", type: "publishable" as const, created_by: "" }];
  const key = one((await createApiKeysWorkflow(container).run({ input: { api_keys } })).result);
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [salesChannelId] } });
  return key.token;
}

/** Creates an admin user and signs in. */
export async function seedAdmin(
  container: MedusaContainer,
  post: (path: string, body: unknown) => Promise<{ data: { token: string } }>,
  email = ADMIN.email,
): Promise<Shop["adminHeaders"]> {
  const body = { email, password: ADMIN.password };
  const { authIdentity } = await container.resolve(Modules.AUTH).register("emailpass", { body });
  if (!authIdentity) throw new Error("no admin user");
  await createUserAccountWorkflow(container).run({ input: { authIdentityId: authIdentity.id, userData: { email } } });
  const { data } = await post("/auth/user/emailpass", body);
  return { authorization: `Bearer ${data.token}` };
}
