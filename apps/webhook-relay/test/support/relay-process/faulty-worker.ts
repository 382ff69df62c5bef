// A relay that calls a test when it reaches a chosen step. The test may kill the relay instead of answering.
import type { DeliveryOutcome } from "../../../src/delivery/delivery-outcome.ts";
import type { IncomingEvent, QueuedEvent, Receipt } from "../../../src/event.ts";
import relay from "../../../src/index.ts";
import { Mailbox as DurableMailbox } from "../../../src/mailbox/mailbox.ts";
import type { Tenant } from "../../../src/registry/tenant.ts";
import type { FaultStep } from "./fault-steps.ts";

interface FaultyEnv extends Env {
  /** The step at which the relay calls. */
  FAULT_STEP?: FaultStep;
  /** The URL that it calls. */
  FAULT_URL?: string;
}

async function reach(env: FaultyEnv, step: FaultStep): Promise<void> {
  if (env.FAULT_STEP === step && env.FAULT_URL !== undefined) await fetch(env.FAULT_URL, { method: "POST" });
}

export class Mailbox extends DurableMailbox {
  override async accept(tenant: string, events: IncomingEvent[]): Promise<Receipt[]> {
    await reach(this.env, "verified, not in the mailbox");
    const receipts = await super.accept(tenant, events);
    await reach(this.env, "in the mailbox, mailbox has not answered");
    return receipts;
  }

  protected override async send(tenant: Tenant, event: QueuedEvent): Promise<DeliveryOutcome> {
    await reach(this.env, "due, not sent");
    const outcome = await super.send(tenant, event);
    await reach(this.env, "store has answered, not recorded");
    return outcome;
  }

  protected override recordOutcome(event: QueuedEvent, outcome: DeliveryOutcome): void {
    super.recordOutcome(event, outcome);
    this.ctx.waitUntil(reach(this.env, "recorded, next not sent"));
  }
}

export default {
  async fetch(request, env, ctx) {
    const response = await relay.fetch(request, env, ctx);
    if (request.method === "POST") await reach(env, "mailbox has answered, vendor has not heard");
    return response;
  },
} satisfies ExportedHandler<FaultyEnv>;
