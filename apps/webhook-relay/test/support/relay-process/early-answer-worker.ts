// The control of the tests for lost events: a relay that answers before it writes, and so must lose some.

import type { IncomingEvent, Receipt } from "../../../src/event.ts";
import { Mailbox as DurableMailbox } from "../../../src/mailbox/mailbox.ts";

/** Longer than a busy machine needs to kill the relay after an answer, in milliseconds. */
const WRITE_DELAY_MS = 1_000;

export class Mailbox extends DurableMailbox {
  override async accept(tenant: string, events: IncomingEvent[]): Promise<Receipt[]> {
    this.ctx.waitUntil(scheduler.wait(WRITE_DELAY_MS).then(() => super.accept(tenant, events)));
    return events.map(() => "accepted");
  }
}

export { default } from "../../../src/index.ts";
