import { RelayError } from "../errors.ts";
import type { IncomingEvent, Receipt } from "../event.ts";
import { mailboxStub } from "../mailbox/mailbox-stub.ts";

/** How long the first event of a call waits for those that are expected, in milliseconds. */
const GATHER_MS = 5;
/**
 * A call is made at once when its events come to so many characters: their JSON, in which one may take six, must stay
 * below the 2 MB that SQLite takes as one value.
 */
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

/** What this isolate has on its way to one mailbox. */
interface Lane {
  gathering: SharedCall | undefined;
  /** Calls whose receipts aren't there, with the one that is gathering. */
  open: Set<SharedCall>;
  /** So many events waited at once of late: when as many have gathered nobody else is likely to come. */
  expected: number;
}

/** By name of the mailbox. */
const lanes = new Map<string, Lane>();

/**
 * Puts an event into its mailbox, in one call with those that arrive at this isolate together: a call costs more than
 * all the rest of accepting, and so does its commit. A lone event waits for nobody.
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
  const lane = laneOf(`${store}/${shard}`);
  const make = (call: SharedCall): void => {
    if (lane.gathering === call) lane.gathering = undefined;
    if (call.isMade) return;
    call.isMade = true;
    void makeCall(call, () => mailboxStub(env, store, shard).accept(store, call.events)).then(() =>
      lane.open.delete(call),
    );
  };
  let call = lane.gathering;
  if (call === undefined || Math.abs(Date.now() - call.begunAt) > MAX_GATHER_MS) {
    const begun: SharedCall = { events: [], settles: [], characters: 0, begunAt: Date.now(), isMade: false };
    setTimeout(() => {
      // They didn't come.
      if (!begun.isMade) lane.expected = waitingIn(lane);
      make(begun);
    }, GATHER_MS);
    call = lane.gathering = begun;
    lane.open.add(begun);
  }
  call.events.push(event);
  call.settles.push({ resolve, reject });
  call.characters += event.body.length + event.change.length;
  lane.expected = Math.max(lane.expected, waitingIn(lane));
  if (call.events.length >= lane.expected || call.characters >= MAX_CHARACTERS) make(call);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function laneOf(name: string): Lane {
  const known = lanes.get(name);
  if (known !== undefined) return known;
  const lane: Lane = { gathering: undefined, open: new Set(), expected: 1 };
  lanes.set(name, lane);
  return lane;
}

/** Events without a receipt. Those of a call that is older than any of them may wait have none to come. */
function waitingIn({ open }: Lane): number {
  let waiting = 0;
  for (const call of open) {
    if (Date.now() - call.begunAt > DEADLINE_MS + MAX_GATHER_MS) open.delete(call);
    else waiting += call.events.length;
  }
  return waiting;
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
