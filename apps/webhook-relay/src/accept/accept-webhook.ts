import { parseEvent, toStateChange, verify } from "../calypso.ts";
import type { Env } from "../env.ts";
import { errorFields, log } from "../log.ts";
import type { EventChange, IncomingEvent } from "../mailbox/event.ts";
import { mailboxOf, shardOf } from "../mailbox/mailbox-of.ts";
import type { Store } from "../registry/store.ts";
import { findStore } from "../registry/store-cache.ts";
import { eventId } from "./event-id.ts";
import { readBody } from "./read-body.ts";

const RETRY_AFTER_SECONDS = 30;
/** Verified against where `Key` is unknown, so that an unknown key takes as long as a wrong signature. */
const DECOY_SECRET = "no store has this key";

/** `POST /v1/webhooks/:store`, from the vendor. */
export async function acceptWebhook(request: Request, env: Env, storeName: string): Promise<Response> {
  let store: Store | undefined;
  try {
    store = await findStore(env, storeName);
  } catch (error) {
    log("error", "registry_unreachable", { store: storeName, ...errorFields(error) });
    return notDurable();
  }
  if (store === undefined) return answer(404, { error: "no such store" });

  const body = await readBody(request);
  if (body === "too-large") return answer(413, { error: "body too large" });

  const key = request.headers.get("key") ?? "";
  const sign = request.headers.get("sign") ?? "";
  if (!(await isSigned(store, body, key, sign))) {
    log("warn", "signature_refused", { store: storeName });
    return answer(401, { error: "signature refused" });
  }

  // The sender holds a key from here on; what the body says is still only a hint.
  const text = decode(body);
  const change = text === undefined ? undefined : readChange(text);
  if (text === undefined || change === undefined) {
    return answer(400, { error: "not an event: no JSON object with an event type" });
  }

  const id = await eventId(body);
  // An event about nothing that can be named is an entity of its own: nothing waits for it.
  const entity = `${change.entity.kind}:${change.entity.id === "unknown" ? id : change.entity.id}`;
  const event: IncomingEvent = { id, entity, change: JSON.stringify(change), key, sign, body: text };
  try {
    const duplicate = await mailboxOf(env, storeName, shardOf(entity, store.shards)).accept(storeName, event);
    return duplicate ? answer(200, { status: "duplicate", id }) : answer(202, { status: "accepted", id });
  } catch (error) {
    log("error", "mailbox_unreachable", { store: storeName, ...errorFields(error) });
    return notDurable();
  }
}

async function isSigned(store: Store, body: Uint8Array, key: string, sign: string): Promise<boolean> {
  const secret = store.keys.get(key);
  const matches = await verify(body, sign, secret ?? DECOY_SECRET);
  return matches && secret !== undefined;
}

/** Byte-faithful: a broken sequence is refused, a byte order mark kept (and then refused as no JSON). */
function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function readChange(text: string): EventChange | undefined {
  try {
    return toStateChange(parseEvent(text));
  } catch {
    return undefined;
  }
}

const answer = (status: number, body: Record<string, string>): Response => Response.json(body, { status });

const notDurable = (): Response =>
  Response.json(
    { error: "not stored, send again" },
    { status: 503, headers: { "retry-after": String(RETRY_AFTER_SECONDS) } },
  );
