import type { MedusaRequest } from "@medusajs/framework/http";

/** As much as the body parser takes of JSON. */
const MAX_BYTES = 256 * 1024;

/**
 * The bytes of a webhook. Medusa keeps them only of bodies that are declared as JSON; one with another content type, or none, is read
 * here, since a signature covers the bytes and not the header.
 *
 * @returns undefined for a body that is too large, or that another parser has consumed
 */
export async function readRawBody(req: MedusaRequest): Promise<Buffer | undefined> {
  if (req.rawBody) return req.rawBody as Buffer;
  if (req.readableEnded) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
