// The control: a relay that answers before it writes. Whatever checks for lost events must see this one lose some.
import relay from "../index.ts";
import type { IncomingEvent, Receipt } from "../mailbox/event.ts";
import { Mailbox as DurableMailbox } from "../mailbox/mailbox.ts";

export class Mailbox extends DurableMailbox {
  override async accept(store: string, events: IncomingEvent[]): Promise<Receipt[]> {
    this.ctx.waitUntil(scheduler.wait(20).then(() => super.accept(store, events)));
    return events.map(() => "accepted");
  }
}

export default relay;
