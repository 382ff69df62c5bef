import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Child, runChild, startChild } from "@calypso-commerce/testkit/child";
import { root } from "@calypso-commerce/testkit/root";

type Environment = Record<string, string | undefined>;

export interface NewMedusaAppOptions {
  folder: string;
  logDir: string;
  /** The release of Medusa's packages. */
  medusaVersion: string;
  /** The folder of the `node` that runs npm and everything else. */
  nodeFolder: string;
}

export interface NewMedusaApp {
  folder: string;
  write(path: string, text: string): void;
  npm(...args: string[]): Promise<void>;
  /** Runs a documented command, `npx medusa …`, and returns its output. */
  runDocumented(command: string, env?: Environment): Promise<string>;
  /** Runs a command from the application's node_modules to its end. */
  run(command: string, args: string[], env?: Environment): Promise<void>;
  start(command: string, args: string[], env?: Environment): Child;
}

/**
 * Creates a Medusa application outside of this workspace, with npm as its package manager. Of this repository it uses only
 * the demo's seed.
 */
export function newMedusaApp({ folder, logDir, medusaVersion, nodeFolder }: NewMedusaAppOptions): NewMedusaApp {
  mkdirSync(folder, { recursive: true });
  const path = { PATH: `${nodeFolder}${delimiter}${process.env.PATH}` };
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", `${JSON.stringify(manifest(medusaVersion), null, 2)}\n`);
  write("tsconfig.json", `${JSON.stringify(tsconfig, null, 2)}\n`);
  for (const part of ["seed", "migration-scripts", "settings.ts"])
    cpSync(join(root, "apps/store/src", part), join(folder, "src", part), { recursive: true });

  const binary = (name: string) => {
    const packageFolder = join(folder, "node_modules", binaries[name] ?? name);
    const { bin } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
      bin: string | Record<string, string>;
    };
    return join(packageFolder, typeof bin === "string" ? bin : (bin[name] ?? ""));
  };
  const child = (command: string, args: string[], env: Environment) => ({
    name: command,
    command: join(nodeFolder, "node"),
    args: [binary(command), ...args],
    cwd: folder,
    env: { ...withoutPackageManager(), ...path, ...env },
    logFile: join(logDir, `${command}.log`),
  });
  return {
    folder,
    write,
    npm: (...args) =>
      runChild({
        name: `npm ${args[0]}`,
        command: "npm",
        args,
        cwd: folder,
        env: { ...withoutPackageManager(), ...path },
        logFile: join(logDir, "npm.log"),
      }),
    runDocumented: async (line, env = {}) => {
      const [npx, command = "", ...args] = line.split(" ");
      if (npx !== "npx") throw new Error(`${line} does not begin with npx`);
      const logFile = join(logDir, `${line.replace(/\W+/g, "-")}.log`);
      await runChild({ ...child(command, args, env), name: line, logFile });
      return readFileSync(logFile, "utf8");
    },
    run: (command, args, env = {}) => runChild(child(command, args, env)),
    start: (command, args, env = {}) => startChild(child(command, args, env)),
  };
}

/** The packages of commands. */
const binaries: Record<string, string> = {
  medusa: "@medusajs/cli",
  tsc: "typescript",
  "calypso-doctor": "@calypso-commerce/medusa-payment",
  "calypso-emulator": "@calypso-commerce/emulator",
};

const manifest = (medusaVersion: string) => ({
  name: "new-medusa-app",
  private: true,
  version: "0.0.0",
  dependencies: {
    "@medusajs/admin-sdk": medusaVersion,
    "@medusajs/cli": medusaVersion,
    "@medusajs/framework": medusaVersion,
    "@medusajs/medusa": medusaVersion,
  },
  devDependencies: { "@swc/core": "1.16.22", "@types/node": "24.10.1", "ts-node": "10.9.2", typescript: "5.9.3" },
});

/** As in Medusa's own starter. */
const tsconfig = {
  compilerOptions: {
    target: "ES2021",
    esModuleInterop: true,
    module: "Node16",
    moduleResolution: "Node16",
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    declaration: false,
    sourceMap: false,
    inlineSourceMap: true,
    outDir: "./.medusa/server",
    rootDir: "./",
    jsx: "react-jsx",
    forceConsistentCasingInFileNames: true,
    resolveJsonModule: true,
    checkJs: false,
    strictNullChecks: true,
  },
  "ts-node": { swc: true },
  include: ["**/*", ".medusa/types/*"],
  exclude: ["node_modules", ".medusa/server", ".medusa/admin", ".cache"],
};

/** Unsets variables of npm, pnpm and vitest, which would lead a nested npm into this workspace. */
function withoutPackageManager(): Environment {
  const own = /^(npm_|pnpm_|INIT_CWD$|NODE_OPTIONS$|NODE_PATH$|VITEST|TEST$|NODE_ENV$|DATABASE_URL$|REDIS_URL$)/i;
  const kept = /^npm_config_(registry|cache|userconfig|globalconfig)$/i;
  const names = Object.keys(process.env).filter((name) => own.test(name) && !kept.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
