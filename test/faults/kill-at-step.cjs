// Preloaded into a store (NODE_OPTIONS=--require). The file KILL_WHEN_FILE, once it is there, says where to end the process with
// SIGKILL, once: the name of a step of `calypso:payout`, or a number: before that many database statements after a call about refunds.
const { readFileSync, rmSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");
const http = require("node:http");
const Module = require("node:module");

function wanted() {
  try {
    return readFileSync(process.env.KILL_WHEN_FILE, "utf8");
  } catch {
    return "";
  }
}

function kill() {
  rmSync(process.env.KILL_WHEN_FILE, { force: true });
  process.kill(process.pid, "SIGKILL");
}

subscribe("calypso:payout", ({ step }) => {
  if (step === wanted()) kill();
});

let killAt;
let statements = 0;
const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request" && request.method === "POST" && request.url.includes("refund"))
    killAt ??= Number(wanted()) || undefined;
  return emit.call(this, event, request, ...rest);
};

const load = Module._load;
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name === "pg" && loaded.Client && !loaded.Client.prototype.query.counts) {
    const query = loaded.Client.prototype.query;
    loaded.Client.prototype.query = function (...args) {
      if (killAt && ++statements === killAt) kill();
      return query.apply(this, args);
    };
    loaded.Client.prototype.query.counts = true;
  }
  return loaded;
};

// An answer that never comes is given up sooner than in a shop, or a run would spend its time waiting.
const timeout = AbortSignal.timeout;
AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.min(ms, 1_000));
