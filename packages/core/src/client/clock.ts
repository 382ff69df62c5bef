/** The API refuses timestamps that are further off than this. */
const TOLERANCE_MS = 180_000;

// `Date` has whole seconds and the answer took its time: only what is near the limit can be why a request was refused.
const SUSPICIOUS_MS = TOLERANCE_MS - 20_000;

/** Compares this machine's clock with the server's, by the `Date` of answers. */
export class Clock {
  /** Added to this machine's time in timestamps; not zero once a correction was needed. */
  offsetMs = 0;
  /** This machine's clock minus the server's at the last answer, in milliseconds; undefined before one with a `Date`. */
  skewMs: number | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  timestamp(): number {
    return Math.round(this.#now() + this.offsetMs);
  }

  observe(headers: Headers): void {
    const serverMs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(serverMs)) this.skewMs = this.#now() - serverMs;
  }

  /** Takes the server's time from now on, if the timestamps sent are off by so much that they may have been refused. */
  correct(): boolean {
    if (this.skewMs === undefined || Math.abs(this.skewMs + this.offsetMs) < SUSPICIOUS_MS) return false;
    this.offsetMs = -this.skewMs;
    return true;
  }

  /** In words, for an error. */
  describeSkew(): string {
    const seconds = Math.round(Math.abs(this.skewMs ?? 0) / 1000);
    return `this machine's clock is ${seconds} s ${(this.skewMs ?? 0) > 0 ? "ahead of" : "behind"} the server's`;
  }
}
