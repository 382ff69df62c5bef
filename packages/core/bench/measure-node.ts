import { createHmac, timingSafeEqual } from "node:crypto";
import { sign, verify } from "@calypso-commerce/core";
import { measure, type Run } from "./measure.ts";
import { bodies, secretKey } from "./samples.ts";

/** What is done with one body, by what does it. */
async function makeCases(body: string): Promise<Record<string, () => unknown>> {
  const signature = await sign(body, secretKey);
  const expected = Buffer.from(signature, "hex");
  return {
    createHmac: () => createHmac("sha512", secretKey).update(body).digest("hex"),
    sign: () => sign(body, secretKey),
    "createHmac and timingSafeEqual": () =>
      timingSafeEqual(createHmac("sha512", secretKey).update(body).digest(), expected),
    verify: () => verify(body, signature, secretKey),
  };
}

/** Signatures and verifications a second in this Node, core's and `node:crypto`'s own. */
export async function measureNode(): Promise<Map<string, number>> {
  const casesOfBodies = await Promise.all(bodies.map(makeCases));
  const inTurn =
    (name: string): Run =>
    async (times) => {
      for (let i = times - 1; i >= 0; i--) await casesOfBodies[i % bodies.length]?.[name]?.();
    };
  return measure(new Map(Object.keys(casesOfBodies[0] ?? {}).map((name) => [name, inTurn(name)])));
}
