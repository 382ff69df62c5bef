import getPort, { clearLockedPorts, portNumbers } from "get-port";

/** A free port of this machine: any, or the first one from `first` on. */
export const freePort = (first?: number): Promise<number> =>
  first === undefined ? getPort() : getPort({ port: portNumbers(first, first + 200) });

/** Whether nothing listens on the port. */
export async function isFreePort(port: number): Promise<boolean> {
  // A port that get-port gave out earlier counts as taken for a while.
  clearLockedPorts();
  return (await getPort({ port })) === port;
}
