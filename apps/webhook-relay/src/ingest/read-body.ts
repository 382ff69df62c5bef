/** Largest webhook body, in bytes. The vendor's are under 4 KiB. */
const MAX_BODY_BYTES = 64 * 1024;

/** Raw bytes of a request's body. Answers `"too-large"` as soon as that is known, without reading the rest. */
export async function readBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<Uint8Array | "too-large"> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > maxBytes) return "too-large";
  // HTTP framing enforces the declared length, unless the body is chunked too.
  if (declared !== null && /^\d+$/.test(declared) && !request.headers.has("transfer-encoding")) {
    const body = new Uint8Array(await request.arrayBuffer());
    return body.length > maxBytes ? "too-large" : body;
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Returning from the loop cancels the stream.
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) return "too-large";
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
