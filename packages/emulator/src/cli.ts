#!/usr/bin/env node
import { Command, InvalidArgumentError } from "commander";
import { createEmulator } from "./create-emulator.ts";

const defaultPort = 7780;

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError("must be a number.");
  return value;
}

interface Flags {
  port: number;
  host: string;
  timeScale: number;
  moveRates: string;
  file?: string;
}

const program = new Command("calypso-emulator")
  .description(
    "A local Calypso Pay. CALYPSO_PUBLIC_KEY, CALYPSO_SECRET_KEY and CALYPSO_ACCOUNT set the key pair and account; by default they are random.",
  )
  .option("-p, --port <port>", "port to listen on", number, defaultPort)
  .option("--host <host>", "address to listen on", "127.0.0.1")
  .option("--time-scale <factor>", "multiplies every delay; 0.01 is a hundred times faster", number, 1)
  .option("--file <path>", "file that keeps all state, keys included")
  .option("--move-rates <percent>", "how far exchange rates drift", "0.5")
  .parse();

const { port, host, timeScale, moveRates, file } = program.opts<Flags>();
const { CALYPSO_PUBLIC_KEY: publicKey, CALYPSO_SECRET_KEY: secretKey, CALYPSO_ACCOUNT: account } = process.env;

try {
  const emulator = await createEmulator({
    port,
    host,
    timeScale,
    rateMovePercent: moveRates,
    persistFile: file,
    publicKey,
    secretKey,
    account,
  });
  console.log(
    [
      `Calypso Pay emulator  ${emulator.url}`,
      `Control page          ${emulator.url}/_emulator`,
      `API public key        ${emulator.publicKey}`,
      `API secret key        ${emulator.secretKey}`,
      `Account               ${emulator.account}`,
    ].join("\n"),
  );
  const stop = (): void => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
