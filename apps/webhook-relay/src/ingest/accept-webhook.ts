import { parseEvent, toStateChange } from "@calypso-commerce/core";
import { type ErrorCode, errorAnswer } from "../error-answer.ts";
import type { EventChange, IncomingEvent } from "../event.ts";
import { errorFields, log } from "../log.ts";
import { shardOf } from "../mailbox/shard-of.ts";
import { findTenant, forgetTenant } from "../registry/find-tenant.ts";
import { recordKeyUse } from "../registry/record-key-use.ts";
import type { Tenant } from "../registry/tenant.ts";
import { writeMetric } from "../write-metric.ts";
import { acceptTogether } from "./accept-together.ts";
import { eventId } from "./event-id.ts";
import { readBody } from "./read-body.ts";
import { verifySignature } from "./verify-signature.ts";

/**
 * `POST /v1/webhooks/:tenant`, from the vendor. The vendor repeats every webhook that isn't answered with 2xx, so 2xx
 * means that the event is durable.
 */
export async function acceptWebhook(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  tenantName: string,
): Promise<Response> {
  let tenant: Tenant | undefined;
  try {
    tenant = await findTenant(env, tenantName);
    if (tenant === undefined) return errorAnswer("tenant_not_found", "No tenant of this name is registered.");

    const body = await readBody(request);
    if (body === "too-large") return refuse(env, tenantName, "body_too_large", "The body exceeds 64 KiB.");

    const key = request.headers.get("key") ?? "";
    const sign = request.headers.get("sign") ?? "";
    if (!(await verifySignature(env, tenant, body, { key, sign })))
      return await refuseSignature(request, env, tenantName);

    // The signature is checked: the sender holds a key. The content is still only a hint.
    const event = await readEvent(body, key, sign);
    if (event === undefined) {
      return refuse(env, tenantName, "invalid_event", "The body is not a JSON object with an event type.");
    }

    const mailbox = { tenant: tenantName, shard: shardOf(event.entity, tenant.shards) };
    const receipt = await acceptTogether(env, ctx, mailbox, event);
    writeMetric(env, tenantName, receipt, "", body.length);
    if (receipt === "failed") return notStored();
    if (receipt === "revoked") {
      forgetTenant(tenantName);
      return await refuseSignature(request, env, tenantName);
    }
    recordKeyUse(env, ctx, tenantName, key);
    return Response.json({ status: receipt, id: event.id }, { status: receipt === "duplicate" ? 200 : 202 });
  } catch (error) {
    log("error", "not_accepted", { tenant: tenantName, ...errorFields(error) });
    writeMetric(env, tenantName, "not_accepted", "");
    return notStored();
  }
}

// Byte-faithful: an invalid sequence is refused, a byte order mark is kept (and then refused, as it isn't JSON).
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A verified body as its mailbox takes it; `undefined` if it isn't JSON or has no event type. */
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
  // An event whose entity is unknown is an entity of its own, so that no other event waits for it. A lone surrogate is
  // replaced as SQLite would replace it: otherwise the stored entity would not be found by its name.
  const entity = `${change.entity.kind}:${change.entity.id === "unknown" ? id : change.entity.id}`.toWellFormed();
  return { id, entity, change: JSON.stringify(change), key, sign, body: text };
}

/**
 * The same answer for an unknown key and for a wrong signature. The rate limit applies to bad signatures only: a good
 * one is never refused because of bad ones from the same address.
 */
async function refuseSignature(request: Request, env: Env, tenant: string): Promise<Response> {
  const address = request.headers.get("cf-connecting-ip") ?? "";
  const limit = await env.BAD_SIGNATURES?.limit({ key: `${tenant}/${address}` });
  if (limit?.success === false) {
    return errorAnswer("too_many_bad_signatures", "This address has sent too many bad signatures.");
  }
  return refuse(env, tenant, "invalid_signature", "Key or Sign is wrong or missing.");
}

function refuse(env: Env, tenant: string, code: ErrorCode, message: string): Response {
  const answer = errorAnswer(code, message);
  log("warn", "refused", { tenant, status: answer.status, code });
  writeMetric(env, tenant, "refused", String(answer.status));
  return answer;
}

const notStored = (): Response => errorAnswer("not_stored", "The event was not stored. Send it again.");
