import type { Env } from "../env.ts";
import { createSecretBox, type SecretBox } from "./seal.ts";

let cached: { setting: string | undefined; box: SecretBox } | undefined;

/** The box for this Worker's `RELAY_MASTER_KEY`, imported once an isolate. @throws {RelaySettingError} */
export async function secretBoxOf(env: Pick<Env, "RELAY_MASTER_KEY">): Promise<SecretBox> {
  const setting = env.RELAY_MASTER_KEY;
  if (cached !== undefined && cached.setting === setting) return cached.box;
  const box = await createSecretBox(setting);
  cached = { setting, box };
  return box;
}
