import { parseEvent, toStateChange } from "@calypso-commerce/core";
import type { EventChange, IncomingEvent } from "../event.ts";
import { errorFields, log } from "../log.ts";
import { shardOf } from "../mailbox/shard-of.ts";
import { findTenant } from "../registry/find-tenant.ts";
import { recordKeyUse } from "../registry/record-key-use.ts";
import type { Tenant } from "../registry/tenant.ts";
import { writeMetric } from "../write-metric.ts";
import { acceptTogether } from "./accept-together.ts";
import { eventId } from "./event-id.ts";
import { readBody } from "./read-body.ts";
import { verifySignature } from "./verify-signature.ts";

const NOT_DURABLE_RETRY_SECONDS = 30;
/** Period of the rate limit in wrangler.jsonc. */
const RATE_LIMIT_SECONDS = 60;

/**
 * `POST /v1/webhooks/:store`, from the vendor. Whatever isn't answered with 2xx the vendor sends again, so 2xx means
 * durable and nothing less.
 */
export async function acceptWebhook(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  storeName: string,
): Promise<Response> {
  let store: Tenant | undefined;
  try {
    store = await findTenant(env, storeName);
    if (store === undefined) return answer(404, { error: "no such store" });

    const body = await readBody(request);
    if (body === "too-large") return refuse(env, storeName, 413, "body too large");

    const key = request.headers.get("key") ?? "";
    const sign = request.headers.get("sign") ?? "";
    if (!(await verifySignature(env, store, body, { key, sign })))
      return await refuseSignature(request, env, storeName);
    recordKeyUse(env, ctx, storeName, key);

    // The sender holds a key from here on; what the body says is still only a hint.
    const event = await readEvent(body, key, sign);
    if (event === undefined) return refuse(env, storeName, 400, "not an event: no JSON object with an event type");

    const mailbox = { store: storeName, shard: shardOf(event.entity, store.shards) };
    const receipt = await acceptTogether(env, ctx, mailbox, event);
    writeMetric(env, storeName, receipt, "", body.length);
    if (receipt === "failed") return notStored();
    return answer(receipt === "duplicate" ? 200 : 202, { status: receipt, id: event.id });
  } catch (error) {
    log("error", "not_accepted", { store: storeName, ...errorFields(error) });
    writeMetric(env, storeName, "not_accepted", "");
    return notStored();
  }
}

// Byte-faithful: a broken sequence is refused, a byte order mark kept (and then refused as no JSON).
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A verified body as the mailbox takes it; `undefined` where it isn't JSON or has no event type. */
async function readEvent(body: Uint8Array, key: string, sign: string): Promise<IncomingEvent | undefined> {
  let text: string;
  let change: EventChange;
  try {
    text = decoder.decode(body);
    change = toStateChange(parseEvent(text));
  } catch {
    return undefined;
  }
  const id = await eventId(body);
  // An event about nothing that can be named is an entity of its own: nothing waits for it.
  // Half a character is replaced as SQLite would, or the entity weren't found again under its name.
  const entity = `${change.entity.kind}:${change.entity.id === "unknown" ? id : change.entity.id}`.toWellFormed();
  return { id, entity, change: JSON.stringify(change), key, sign, body: text };
}

/**
 * One answer for an unknown key and a wrong signature alike. Who sends many is told to wait; a good signature is never
 * refused for the bad ones that came from the same address.
 */
async function refuseSignature(request: Request, env: Env, store: string): Promise<Response> {
  const address = request.headers.get("cf-connecting-ip") ?? "";
  const limit = await env.BAD_SIGNATURES?.limit({ key: `${store}/${address}` });
  if (limit?.success === false) {
    return answer(429, { error: "too many bad signatures" }, { "retry-after": String(RATE_LIMIT_SECONDS) });
  }
  return refuse(env, store, 401, "signature refused");
}

function refuse(env: Env, store: string, status: number, error: string): Response {
  log("warn", "refused", { store, status });
  writeMetric(env, store, "refused", String(status));
  return answer(status, { error });
}

const notStored = (): Response =>
  answer(503, { error: "not stored, send again" }, { "retry-after": String(NOT_DURABLE_RETRY_SECONDS) });

const answer = (status: number, body: Record<string, string>, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });
