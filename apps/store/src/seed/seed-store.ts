import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createDefaultsWorkflow, updateStoresWorkflow } from "@medusajs/medusa/core-flows";

/** Sets up the store with both currencies. Medusa's defaults create its sales channel and publishable key. */
export async function seedStore(container: MedusaContainer): Promise<{ salesChannelId: string }> {
  await createDefaultsWorkflow(container).run();

  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: stores } = await query.graph({ entity: "store", fields: ["id", "default_sales_channel_id"] });
  const store = stores[0];
  if (!store?.default_sales_channel_id) throw new Error("Medusa's defaults created no store with a sales channel");

  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: "Ogygia",
        supported_currencies: [{ currency_code: "eur", is_default: true }, { currency_code: "usd" }],
      },
    },
  });
  return { salesChannelId: store.default_sales_channel_id };
}
