import { attacks } from "./attacks.mts";
import { completing } from "./completing.mts";
import { killed } from "./killed.mts";
import { refunds } from "./refunds.mts";
import type { RegressionGroup } from "./regression.mts";
import { sessions } from "./sessions.mts";
import { webhooks } from "./webhooks.mts";

/** All groups, in the order of MEDUSA-REGRESSIONS.md. */
export const regressionGroups: RegressionGroup[] = [completing, webhooks, sessions, refunds, killed, attacks];
