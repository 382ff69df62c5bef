import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows";
import { countries } from "./seed-regions";

const locationName = "Warehouse";

const options = [
  {
    code: "standard",
    label: "Standard",
    description: "3 to 5 working days",
    prices: [
      { currency_code: "eur", amount: 4.9 },
      { currency_code: "usd", amount: 5.9 },
    ],
  },
  {
    code: "express",
    label: "Express",
    description: "Next working day",
    prices: [
      { currency_code: "eur", amount: 12.5 },
      { currency_code: "usd", amount: 14 },
    ],
  },
];

/** Creates a warehouse for the sales channel and two shipping options. */
export async function seedShipping(container: MedusaContainer, salesChannelId: string) {
  const shippingProfileId = await findOrCreateProfile(container);
  const location = await findOrCreateLocation(container, salesChannelId);
  const fulfillmentSet = location.fulfillment_sets?.[0];
  const zone = fulfillmentSet?.service_zones?.[0];
  if (!zone) throw new Error("the warehouse has no service zone");

  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: existing } = await query.graph({ entity: "shipping_option", fields: ["name"] });
  const missing = options.filter(({ label }) => !existing.some(({ name }) => name === label));
  if (missing.length > 0) {
    await createShippingOptionsWorkflow(container).run({
      input: missing.map(({ prices, ...type }) => ({
        name: type.label,
        price_type: "flat" as const,
        provider_id: "manual_manual",
        service_zone_id: zone.id,
        shipping_profile_id: shippingProfileId,
        type,
        prices,
        rules: [
          { attribute: "enabled_in_store", operator: "eq" as const, value: "true" },
          { attribute: "is_return", operator: "eq" as const, value: "false" },
        ],
      })),
    });
  }
  return { locationId: location.id, shippingProfileId };
}

async function findOrCreateProfile(container: MedusaContainer): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: profiles } = await query.graph({ entity: "shipping_profile", fields: ["id"] });
  if (profiles[0]) return profiles[0].id;
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  });
  if (!result[0]) throw new Error("Medusa created no shipping profile");
  return result[0].id;
}

async function findOrCreateLocation(container: MedusaContainer, salesChannelId: string) {
  const found = await readLocation(container);
  if (found?.fulfillment_sets?.[0]?.service_zones?.[0]) return found;

  const locationId = found?.id ?? (await createLocation(container));
  if (!found?.fulfillment_sets?.[0]) {
    await createLocationFulfillmentSetWorkflow(container).run({
      input: { location_id: locationId, fulfillment_set_data: { name: "Parcels", type: "shipping" } },
    });
  }
  await linkLocation(container, locationId, salesChannelId);

  const fulfillmentSet = (await readLocation(container))?.fulfillment_sets?.[0];
  if (!fulfillmentSet) throw new Error("the warehouse has no fulfillment set");
  await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: "Everywhere we ship",
          fulfillment_set_id: fulfillmentSet.id,
          geo_zones: countries.map((country_code) => ({ type: "country" as const, country_code })),
        },
      ],
    },
  });

  const location = await readLocation(container);
  if (!location) throw new Error("the warehouse was deleted while the seed ran");
  return location;
}

async function readLocation(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id", "fulfillment_sets.id", "fulfillment_sets.service_zones.id"],
    filters: { name: locationName },
  });
  return data[0];
}

async function createLocation(container: MedusaContainer): Promise<string> {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        { name: locationName, address: { city: "Hamburg", country_code: "DE", address_1: "Am Sandtorkai 1" } },
      ],
    },
  });
  if (!result[0]) throw new Error("Medusa created no stock location");
  return result[0].id;
}

async function linkLocation(container: MedusaContainer, locationId: string, salesChannelId: string) {
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  });
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: locationId, add: [salesChannelId] } });
}
