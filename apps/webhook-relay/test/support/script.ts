/** How the scripted store answers one delivery. The last step of a script applies to all further deliveries. */
export interface ScriptStep {
  /** Default 204. */
  status?: number;
  headers?: Record<string, string>;
  /** `reset`: closes the connection. `hold`: doesn't answer until the script is replaced. */
  fault?: "reset" | "hold";
}

export interface ReceivedDelivery {
  headers: Record<string, string>;
  body: string;
  /** For each secret of the script, whether the standardwebhooks library accepts the signature. */
  verified: boolean[];
  /** Number of requests that were open at this path when it arrived, including itself. */
  open: number;
}
