// The control: a relay that answers before it writes. Whatever checks for lost events must see this one lose some.
import relay from "../index.ts";
import type { AcceptResult, IncomingEvent } from "../mailbox/event.ts";
import { Mailbox as DurableMailbox } from "../mailbox/mailbox.ts";

export class Mailbox extends DurableMailbox {
  override async accept(store: string, batch: IncomingEvent[]): Promise<AcceptResult[]> {
    this.ctx.waitUntil(scheduler.wait(20).then(() => super.accept(store, batch)));
    return batch.map(({ id }) => ({ id, duplicate: false }));
  }
}

export default relay;
