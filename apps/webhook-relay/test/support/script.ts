/** How the scripted store behaves for one delivery. The last step of a script is repeated. */
export interface ScriptStep {
  /** Default 204. */
  status?: number;
  headers?: Record<string, string>;
  /** `reset`: the connection is cut. `hold`: no answer until the script is replaced. */
  fault?: "reset" | "hold";
}

export interface ReceivedDelivery {
  headers: Record<string, string>;
  body: string;
  /** Whether the standardwebhooks library takes the signature, for each secret that the script named. */
  verified: boolean[];
  /** Requests of this path that were open when it came, itself among them. */
  open: number;
}
