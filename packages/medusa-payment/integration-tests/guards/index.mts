import { attacks } from "./attacks.mts";
import { completing } from "./completing.mts";
import type { Guard } from "./guard.mts";
import { killed } from "./killed.mts";
import { refunds } from "./refunds.mts";
import { sessions } from "./sessions.mts";
import { webhooks } from "./webhooks.mts";

/** All guards that are checked, in the order of TRAPS.md. */
export const guards: Guard[] = [...completing, ...webhooks, ...sessions, ...refunds, ...killed, ...attacks];
