import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";
import { type Delivery, type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import {
  type FaultStep,
  faultSteps,
  type RelayProcess,
  startRelayProcess,
  workerVariants,
} from "@calypso-commerce/webhook-relay/testing";

export interface RelayFigures {
  rounds: number;
  kills: number;
  /** Events that the vendor sent. */
  sent: number;
  /** Events that the relay answered 202 or 200. */
  accepted: number;
  /** Accepted events that their store received. */
  delivered: number;
  /** Accepted events that their store did not receive. */
  lost: number;
  /** Events that a store received before an earlier one of the same entity, or with a wrong sequence. */
  out_of_order: number;
  /** Deliveries beyond the first of an event, which is no fault. */
  repeated: number;
  /** Events with two webhook-ids, and webhook-ids of two events. */
  wrong_ids: number;
  /** Accepted events lost by a relay that answers before it writes. If it were 0, this check could not fail. */
  control_lost: number;
}

export interface RelayFaultsOptions {
  /** @default 10: each moment once, and two again */
  rounds?: number;
  /** Per round. @default 200 */
  events?: number;
}

/** When a round kills the relay. */
type Moment = FaultStep | "store has received, not answered" | "any moment";

const moments: readonly Moment[] = [...faultSteps, "store has received, not answered", "any moment"];
const stores = ["north", "south", "west"];
const entitiesPerStore = 5;
const killsPerRound = 4;
const adminToken = randomBytes(16).toString("hex");
const masterKey = randomBytes(32).toString("base64");
const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
const key = { publicKey: "vendor-key", secretKey: randomBytes(16).toString("hex") };

/**
 * Kills the relay's process group at each step of accepting and delivering, and at random moments, while a vendor sends
 * and stores receive. Starts it again on the same state, and counts events that were lost or delivered out of order.
 */
export async function relayFaults(options: RelayFaultsOptions = {}): Promise<RelayFigures> {
  const { rounds = moments.length + 2, events = 200 } = options;
  const figures: RelayFigures = {
    rounds,
    kills: 0,
    sent: 0,
    accepted: 0,
    delivered: 0,
    lost: 0,
    out_of_order: 0,
    repeated: 0,
    wrong_ids: 0,
    control_lost: 0,
  };
  for (let round = 0; round < rounds; round++) {
    const moment = moments[round % moments.length] ?? "any moment";
    const result = await runRound(moment, events, workerVariants.faulty);
    for (const [name, value] of Object.entries(result)) figures[name as keyof RoundFigures] += value;
    console.error(`relay round ${round + 1} (${moment}): ${JSON.stringify(result)}`);
  }
  figures.control_lost = (await runRound("any moment", events, workerVariants.earlyAnswer)).lost;
  console.error(`relay control: ${figures.control_lost} lost by a relay that answers before it writes`);
  return figures;
}

type RoundFigures = Omit<RelayFigures, "rounds" | "control_lost">;

async function runRound(moment: Moment, events: number, entry: string): Promise<RoundFigures> {
  const folder = tempFolder("relay-faults");
  const killer = await startKiller(moment);
  const sink = await startStoreSink({
    secretOf: () => signingSecret,
    respond(_delivery, response, answer) {
      if (moment === "store has received, not answered" && killer.reached()) response.destroy();
      // Some are refused, so that there are always retries.
      else if (randomInt(10) === 0) response.writeHead(503, { "retry-after": "0" }).end();
      else answer();
    },
  });
  const relay = await startRelayProcess({ stateDir: folder.path, adminToken, masterKey, entry });
  try {
    killer.aim(relay);
    for (const store of stores) {
      const settings = { url: `${sink.url}/${store}`, keys: [key], signingSecret };
      await relay.admin.put(`/v1/stores/${store}`, settings);
    }
    await killer.restart();
    const accepted = await sendAll(relay, killer, events);
    await killer.disarm();
    await waitUntilDrained(relay);
    return { ...countFaults(accepted, sink), kills: killer.kills, sent: events };
  } finally {
    await relay.kill();
    await killer.close();
    await sink.close();
    folder.remove();
  }
}

/** Kills the relay at a moment and starts it again, a few times. */
async function startKiller(moment: Moment) {
  let relay: RelayProcess | undefined;
  let passesLeft = 0;
  let kills = 0;
  let busy: Promise<void> | undefined;
  const step = moment as FaultStep;

  const restart = async (): Promise<void> => {
    await relay?.kill();
    passesLeft = randomInt(1, 40);
    await relay?.start(kills < killsPerRound ? { FAULT_STEP: step, FAULT_URL: url } : {});
  };
  /** @returns whether the relay dies here. */
  const reached = (): boolean => {
    if (busy !== undefined || kills >= killsPerRound || --passesLeft > 0) return false;
    kills += 1;
    busy = restart().finally(() => {
      busy = undefined;
    });
    return true;
  };
  const { url, close } = await startLoopbackServer((request, response) => {
    request.resume();
    // A relay that is killed gets no answer.
    if (!reached()) response.end();
  });

  return {
    get kills() {
      return kills;
    },
    aim(target: RelayProcess) {
      relay = target;
    },
    restart,
    reached,
    /** Called between events. */
    async atAnyMoment() {
      if (moment === "any moment" && reached()) await busy;
    },
    async disarm() {
      await busy;
      kills = Math.max(kills, killsPerRound);
      await restart();
    },
    close,
  };
}

interface SentEvent {
  store: string;
  entity: string;
  /** Place among the entity's events, from 1. */
  place: number;
  id: number;
}

/** Sends each event until it is accepted, an entity's events one after the other, as the vendor does. */
async function sendAll(
  relay: RelayProcess,
  killer: { atAnyMoment(): Promise<void> },
  events: number,
): Promise<SentEvent[]> {
  const accepted: SentEvent[] = [];
  const entities = stores.flatMap((store) =>
    Array.from({ length: entitiesPerStore }, (_, index) => ({ store, entity: `${store}-invoice-${index}` })),
  );
  let lastId = 0;
  await Promise.all(
    entities.map(async ({ store, entity }) => {
      for (let place = 1; lastId < events; place++) {
        lastId += 1;
        const event = { store, entity, place, id: lastId };
        while (!(await post(relay, event))) await pause(randomInt(10, 60));
        accepted.push(event);
        await killer.atAnyMoment();
        await pause(randomInt(30));
      }
    }),
  );
  return accepted;
}

async function post(relay: RelayProcess, { store, entity, id, place }: SentEvent): Promise<boolean> {
  const { body, headers } = createVendorEvent(key, { id, invoiceId: entity, data: { place } });
  try {
    const response = await fetch(`${relay.url}/v1/webhooks/${store}`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status === 202 || response.status === 200;
  } catch (error) {
    // The connection failed: the event may or may not be stored.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function waitUntilDrained(relay: RelayProcess): Promise<void> {
  await waitUntil(
    "nothing is pending",
    async () => {
      const stats = await Promise.all(
        stores.map((store) => relay.admin.get<{ pending: number }>(`/v1/stores/${store}/stats`)),
      );
      return stats.every(({ pending }) => pending === 0);
    },
    { timeoutMs: 120_000 },
  );
}

function countFaults(accepted: SentEvent[], sink: StoreSink): Omit<RoundFigures, "kills" | "sent"> {
  const byEvent = new Map<number, Delivery[]>();
  for (const delivery of sink.deliveries) {
    const id = Number(delivery.original.id);
    byEvent.set(id, [...(byEvent.get(id) ?? []), delivery]);
  }
  const delivered = accepted.filter(({ id, store }) => byEvent.get(id)?.some(({ path }) => path === `/${store}`));
  const idsOfEvents = [...byEvent.values()].map((deliveries) => new Set(deliveries.map(({ id }) => id)));
  const twoIds = idsOfEvents.filter((ids) => ids.size > 1).length;
  const sharedIds = byEvent.size - new Set(idsOfEvents.flatMap((ids) => [...ids])).size;
  return {
    accepted: accepted.length,
    delivered: delivered.length,
    lost: accepted.length - delivered.length,
    out_of_order: outOfOrder(sink.deliveries),
    repeated: sink.deliveries.length - byEvent.size,
    wrong_ids: twoIds + Math.max(0, sharedIds + twoIds) + sink.refused,
  };
}

/** An entity's events must arrive as 1, 2, 3 …, possibly repeated before the next one. */
function outOfOrder(deliveries: readonly Delivery[]): number {
  const last = new Map<string, number>();
  let wrong = 0;
  for (const { entity, sequence, original } of deliveries) {
    const before = last.get(entity) ?? 0;
    if ((sequence !== before && sequence !== before + 1) || sequence !== original.data.place) wrong += 1;
    last.set(entity, Math.max(before, sequence));
  }
  return wrong;
}
