/** Steps of accepting and delivering at which a test can kill the relay. */
export const faultSteps = [
  "verified, not in the mailbox",
  "in the mailbox, mailbox has not answered",
  "mailbox has answered, vendor has not heard",
  "due, not sent",
  "store has answered, not recorded",
  "recorded, next not sent",
] as const;

export type FaultStep = (typeof faultSteps)[number];
