import { execFile, spawnSync } from "node:child_process";

/** Whether this machine has a command. Warns if not, since tests are skipped then. */
export function hasCommand(name: string, versionFlag = "--version"): boolean {
  const found = spawnSync(name, [versionFlag]).status === 0;
  if (!found) console.warn(`interop with ${name} is NOT tested: this machine has no ${name}`);
  return found;
}

/** Runs a script in bash and returns its output. @throws if one of its commands fails */
export function bash(script: string, env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      "bash",
      ["-euo", "pipefail", "-c", script],
      { env: { ...process.env, ...env }, maxBuffer: 16 * 1024 * 1024, timeout: 60_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}\n${stdout}`));
        else resolve(stdout);
      },
    );
  });
}
