import type { Env } from "../env.ts";
import { RelayError } from "../errors.ts";
import type { IncomingEvent, Receipt } from "../mailbox/event.ts";
import { mailboxOf } from "../mailbox/mailbox-of.ts";

/** How long the first event of a call waits for others, in milliseconds. */
const GATHER_MS = 1;
/** A call is made at once when its bodies come to so many characters. */
const MAX_CHARACTERS = 250_000;
/** How long an event waits for its receipt, in milliseconds. */
const DEADLINE_MS = 10_000;
/** A call that wasn't made after this long, in milliseconds, never will be: the request that began it is dead. */
const MAX_GATHER_MS = 1_000;

interface Settle {
  resolve: (receipt: Receipt) => void;
  reject: (error: unknown) => void;
}

interface SharedCall {
  events: IncomingEvent[];
  settles: Settle[];
  characters: number;
  begunAt: number;
  isMade: boolean;
}

/** By name of the mailbox. */
const gathering = new Map<string, SharedCall>();

/**
 * Puts an event into its mailbox, in one call with those that arrive at this isolate in the same millisecond: a call
 * costs more than all the rest of accepting.
 *
 * One request makes the call for all. The runtime goes on with each of the others in its own context, as
 * `handle_cross_request_promise_resolution` promises; only values are shared, never anything that does I/O.
 *
 * @throws where it isn't known to be stored.
 */
export async function acceptTogether(
  env: Env,
  ctx: ExecutionContext,
  { store, shard }: { store: string; shard: number },
  event: IncomingEvent,
): Promise<Receipt> {
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  // Whoever makes the call keeps at it for the others when its own sender has hung up.
  ctx.waitUntil(promise.catch(() => {}));
  // A timer of its own also because a request that waits for nothing but another counts as hung.
  const timer = setTimeout(
    () => reject(new RelayError("no_receipt", "the mailbox gave no receipt in time", { retryable: true })),
    DEADLINE_MS,
  );
  const name = `${store}/${shard}`;
  const make = (call: SharedCall): void => {
    if (gathering.get(name) === call) gathering.delete(name);
    if (call.isMade) return;
    call.isMade = true;
    void makeCall(call, () => mailboxOf(env, store, shard).accept(store, call.events));
  };
  let call = gathering.get(name);
  if (call === undefined || Math.abs(Date.now() - call.begunAt) > MAX_GATHER_MS) {
    const begun: SharedCall = { events: [], settles: [], characters: 0, begunAt: Date.now(), isMade: false };
    gathering.set(name, begun);
    setTimeout(() => make(begun), GATHER_MS);
    call = begun;
  }
  call.events.push(event);
  call.settles.push({ resolve, reject });
  call.characters += event.body.length;
  if (call.characters >= MAX_CHARACTERS) make(call);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

async function makeCall({ settles }: SharedCall, accept: () => Promise<Receipt[]>): Promise<void> {
  try {
    const receipts = await accept();
    settles.forEach(({ resolve }, index) => {
      resolve(receipts[index] ?? "failed");
    });
  } catch (error) {
    for (const { reject } of settles) reject(error);
  }
}
