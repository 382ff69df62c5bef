// Preloaded into a store with NODE_OPTIONS=--require. Ends the process with SIGKILL at the place that the file KILL_AT_FILE
// names, and removes the file, so that one process dies per file. A place is a step that the plugin publishes on a
// diagnostics channel, or a number: before that many database statements after a POST to a path with KILL_AFTER_PATH.
const { readFileSync, rmSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");
const http = require("node:http");
const Module = require("node:module");

const { KILL_AT_FILE, KILL_AFTER_PATH, MAX_CALL_MS } = process.env;

function wanted() {
  try {
    return readFileSync(KILL_AT_FILE, "utf8");
  } catch {
    return "";
  }
}

function kill() {
  rmSync(KILL_AT_FILE, { force: true });
  process.kill(process.pid, "SIGKILL");
}

for (const channel of ["calypso:settle", "calypso:payout"])
  subscribe(channel, ({ step }) => {
    if (step === wanted()) kill();
  });

// Every step begins or ends with a statement.
let killAt;
let statements = 0;
const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request" && request.method === "POST" && request.url.includes(KILL_AFTER_PATH))
    killAt ??= Number(wanted()) || undefined;
  return emit.call(this, event, request, ...rest);
};

const load = Module._load;
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name === "pg" && loaded.Client && !loaded.Client.prototype.query.counts) {
    const query = loaded.Client.prototype.query;
    loaded.Client.prototype.query = function (...args) {
      if (killAt && ++statements === killAt && wanted() !== "") kill();
      return query.apply(this, args);
    };
    loaded.Client.prototype.query.counts = true;
  }
  return loaded;
};

// Gives up calls that hang sooner than a store does.
if (MAX_CALL_MS) {
  const timeout = AbortSignal.timeout;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.min(ms, Number(MAX_CALL_MS)));
}
