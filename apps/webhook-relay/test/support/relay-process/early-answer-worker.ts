// The control: a relay that answers before it writes. Whatever checks for lost events must see this one lose some.

import type { IncomingEvent, Receipt } from "../../../src/event.ts";
import relay from "../../../src/index.ts";
import { Mailbox as DurableMailbox } from "../../../src/mailbox/mailbox.ts";

/** Longer than a busy machine takes from an answer to the kill that follows it, in milliseconds. */
const WRITE_DELAY_MS = 1_000;

export class Mailbox extends DurableMailbox {
  override async accept(store: string, events: IncomingEvent[]): Promise<Receipt[]> {
    this.ctx.waitUntil(scheduler.wait(WRITE_DELAY_MS).then(() => super.accept(store, events)));
    return events.map(() => "accepted");
  }
}

export default relay;
