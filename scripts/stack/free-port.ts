import { createServer } from "node:net";

/** The first free port of 127.0.0.1 from `preferred` on; any free one for 0. */
export async function freePort(preferred = 0): Promise<number> {
  for (let port = preferred; port < preferred + 200; port++) {
    const got = await tryPort(port);
    if (got !== undefined) return got;
  }
  throw new Error(`no free port from ${preferred} to ${preferred + 199}`);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    // Without a host both stacks are checked: a server on [::] would otherwise be missed.
    server.listen(port, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}

const usualPorts = { EMULATOR_PORT: 7780, STOREFRONT_PORT: 8000, RELAY_PORT: 8787, STORE_PORT: 9000 } as const;
type PortVariable = keyof typeof usualPorts;

/** The port that an environment variable names, or the first free one from the usual port on. */
export async function portFrom(variable: PortVariable): Promise<number> {
  return portNamedBy(variable) ?? freePort(usualPorts[variable]);
}

/** @throws for the first variable that names no port: before anything is started, rather than when its turn comes */
export function checkPorts(): void {
  for (const variable of Object.keys(usualPorts) as PortVariable[]) portNamedBy(variable);
}

function portNamedBy(variable: PortVariable): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${variable} must be a port from 1 to 65535, and is "${text}"`);
  return port;
}
