import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createRegionsWorkflow, createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows";

const regions = [
  { name: "Europe", currency_code: "eur", countries: ["de", "at", "fr", "es", "it", "nl"] },
  { name: "United States", currency_code: "usd", countries: ["us"] },
];

/** Every country that the store ships to. */
export const countries = regions.flatMap((region) => region.countries);

/** Creates regions and tax regions. Their payment provider is Calypso Pay, or Medusa's manual one without it. */
export async function seedRegions(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);

  const { data: existing } = await query.graph({ entity: "region", fields: ["name"] });
  const missing = regions.filter((region) => !existing.some(({ name }) => name === region.name));
  if (missing.length > 0) {
    const { data: providers } = await query.graph({ entity: "payment_provider", fields: ["id"] });
    const calypso = providers.map(({ id }) => id).filter((id) => id.startsWith("pp_calypso_"));
    const payment_providers = calypso.length > 0 ? calypso : ["pp_system_default"];
    await createRegionsWorkflow(container).run({
      input: { regions: missing.map((region) => ({ ...region, payment_providers })) },
    });
  }

  const { data: taxed } = await query.graph({ entity: "tax_region", fields: ["country_code"] });
  const untaxed = countries.filter((code) => !taxed.some(({ country_code }) => country_code === code));
  if (untaxed.length > 0) {
    await createTaxRegionsWorkflow(container).run({
      input: untaxed.map((country_code) => ({ country_code, provider_id: "tp_system" })),
    });
  }
}
