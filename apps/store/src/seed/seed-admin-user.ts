import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows";
import { readSettings } from "../settings";

/** Creates the admin user when its settings are given. */
export async function seedAdminUser(container: MedusaContainer): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = readSettings(process.env);
  if (!email || !password) return;

  const users = await container.resolve(Modules.USER).listUsers({ email });
  if (users.length > 0) return;

  const auth = container.resolve(Modules.AUTH);
  const [known] = await auth.listAuthIdentities({ provider_identities: { entity_id: email } });
  const identity = known ?? (await register(email, password));
  await createUserAccountWorkflow(container).run({ input: { authIdentityId: identity.id, userData: { email } } });

  async function register(email: string, password: string) {
    const { authIdentity, error } = await auth.register("emailpass", { body: { email, password } });
    if (!authIdentity) throw new Error(`the admin user can't be registered: ${error ?? "no reason given"}`);
    return authIdentity;
  }
}
