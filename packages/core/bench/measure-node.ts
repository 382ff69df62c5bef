import { createHmac, timingSafeEqual } from "node:crypto";
import { sign, verify } from "@calypso-commerce/core";
import { measure, type Run } from "./measure.ts";
import { body, secretKey } from "./samples.ts";

const repeat =
  (run: () => unknown): Run =>
  async (times) => {
    for (let i = times; i > 0; i--) await run();
  };

/** Signatures and verifications a second in this Node, core's and `node:crypto`'s own. */
export async function measureNode(): Promise<Map<string, number>> {
  const signature = await sign(body, secretKey);
  const expected = Buffer.from(signature, "hex");
  return measure(
    new Map<string, Run>([
      ["createHmac", repeat(() => createHmac("sha512", secretKey).update(body).digest("hex"))],
      ["sign", repeat(() => sign(body, secretKey))],
      [
        "createHmac and timingSafeEqual",
        repeat(() => timingSafeEqual(createHmac("sha512", secretKey).update(body).digest(), expected)),
      ],
      ["verify", repeat(() => verify(body, signature, secretKey))],
    ]),
  );
}
