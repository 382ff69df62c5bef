/** The API refuses timestamps that are further off than this. */
const TOLERANCE_MS = 180_000;

// `Date` has whole seconds and the answer took time, so anything near the limit may be why a request was refused.
const SUSPICIOUS_MS = TOLERANCE_MS - 20_000;

/** Compares this machine's clock with the server's, using the `Date` header of answers. */
export class Clock {
  /** Added to this machine's time in timestamps; 0 until a correction is needed. */
  offsetMs = 0;
  /** This machine's clock minus the server's at the last answer with a `Date`, in milliseconds. */
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

  /** Switches to the server's time if the timestamps sent so far may have been refused. @returns whether it did */
  correct(): boolean {
    if (this.skewMs === undefined || Math.abs(this.skewMs + this.offsetMs) < SUSPICIOUS_MS) return false;
    this.offsetMs = -this.skewMs;
    return true;
  }

  /** For error messages. */
  describeSkew(): string {
    const seconds = Math.round(Math.abs(this.skewMs ?? 0) / 1000);
    return `this machine's clock is ${seconds} s ${(this.skewMs ?? 0) > 0 ? "ahead of" : "behind"} the server's`;
  }
}
