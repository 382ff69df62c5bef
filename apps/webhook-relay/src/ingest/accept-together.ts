import { RelayError } from "../errors.ts";
import type { IncomingEvent, Receipt } from "../event.ts";
import { mailboxStub } from "../mailbox/mailbox-stub.ts";

/** How long the first event of a batch waits for the others that are expected, in milliseconds. */
const GATHER_MS = 5;
/**
 * A batch of this size is sent at once. As JSON, in which a character may take six, its events must stay below the 2 MB
 * that SQLite takes as one value.
 */
const MAX_CHARACTERS = 250_000;
/** How long an event waits for its receipt, in milliseconds. */
const RECEIPT_TIMEOUT_MS = 10_000;
/** A batch that was not sent after this long, in milliseconds, never will be: the request that opened it is dead. */
const MAX_GATHER_MS = 1_000;

interface PendingReceipt {
  resolve: (receipt: Receipt) => void;
  reject: (error: unknown) => void;
}

interface Batch {
  events: IncomingEvent[];
  receipts: PendingReceipt[];
  characters: number;
  openedAt: number;
  isSent: boolean;
}

/** This isolate's traffic to one mailbox. */
interface Lane {
  /** The batch that takes more events. */
  open: Batch | undefined;
  /** Batches without receipts, the open one included. */
  unanswered: Set<Batch>;
  /** How many events have recently waited at once. A batch that has gathered as many expects no others. */
  expected: number;
}

/** By name of the mailbox. */
const lanes = new Map<string, Lane>();

/**
 * Puts an event into its mailbox, in one call together with the events that reach this isolate at the same time: the
 * call and its commit cost more than all other steps of accepting. A lone event doesn't wait.
 *
 * One request makes the call for all of them. The runtime resumes each of the others in its own context, as
 * `handle_cross_request_promise_resolution` guarantees; requests share only values, never anything that does I/O.
 *
 * @throws if the event may not be stored.
 */
export async function acceptTogether(
  env: Env,
  ctx: ExecutionContext,
  { tenant, shard }: { tenant: string; shard: number },
  event: IncomingEvent,
): Promise<Receipt> {
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  // The request that makes the call finishes it for the others even if its own sender hangs up.
  ctx.waitUntil(promise.catch(() => {}));
  // Each request needs a timer of its own also because the runtime cancels one that waits only for another request.
  const timer = setTimeout(
    () => reject(new RelayError("no_receipt", "the mailbox gave no receipt in time", { retryable: true })),
    RECEIPT_TIMEOUT_MS,
  );
  const lane = laneOf(`${tenant}/${shard}`);
  const send = (batch: Batch): void => {
    if (lane.open === batch) lane.open = undefined;
    if (batch.isSent) return;
    batch.isSent = true;
    void sendBatch(batch, () => mailboxStub(env, tenant, shard).accept(tenant, batch.events)).then(() =>
      lane.unanswered.delete(batch),
    );
  };
  let batch = lane.open;
  if (batch === undefined || Math.abs(Date.now() - batch.openedAt) > MAX_GATHER_MS) {
    const opened: Batch = { events: [], receipts: [], characters: 0, openedAt: Date.now(), isSent: false };
    setTimeout(() => {
      // The gather window elapsed without the expected events: expect fewer.
      if (!opened.isSent) lane.expected = waitingIn(lane);
      send(opened);
    }, GATHER_MS);
    batch = lane.open = opened;
    lane.unanswered.add(opened);
  }
  batch.events.push(event);
  batch.receipts.push({ resolve, reject });
  batch.characters += event.body.length + event.change.length;
  lane.expected = Math.max(lane.expected, waitingIn(lane));
  if (batch.events.length >= lane.expected || batch.characters >= MAX_CHARACTERS) send(batch);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function laneOf(name: string): Lane {
  const known = lanes.get(name);
  if (known !== undefined) return known;
  const lane: Lane = { open: undefined, unanswered: new Set(), expected: 1 };
  lanes.set(name, lane);
  return lane;
}

/** Number of events without a receipt. Forgets batches whose events have all timed out. */
function waitingIn({ unanswered }: Lane): number {
  let waiting = 0;
  for (const batch of unanswered) {
    if (Date.now() - batch.openedAt > RECEIPT_TIMEOUT_MS + MAX_GATHER_MS) unanswered.delete(batch);
    else waiting += batch.events.length;
  }
  return waiting;
}

async function sendBatch(batch: Batch, accept: () => Promise<Receipt[]>): Promise<void> {
  try {
    const receipts = await accept();
    batch.receipts.forEach(({ resolve }, index) => {
      resolve(receipts[index] ?? "failed");
    });
  } catch (error) {
    for (const { reject } of batch.receipts) reject(error);
  }
}
