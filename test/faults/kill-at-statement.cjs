// Preloaded into a store (NODE_OPTIONS=--require): ends the process with SIGKILL just before the N-th database statement
// after the first webhook that comes in once the file KILL_WHEN_FILE exists. Every step of settling begins or ends with a statement, so that going
// through all N kills it between each pair of steps.
const { existsSync } = require("node:fs");
const http = require("node:http");
const Module = require("node:module");

const killAt = Number(process.env.KILL_AT_STATEMENT);
let counting = false;
let statements = 0;

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request" && request.method === "POST" && request.url === "/hooks/calypso")
    counting ||= existsSync(process.env.KILL_WHEN_FILE);
  return emit.call(this, event, request, ...rest);
};

const load = Module._load;
Module._load = function (name, ...rest) {
  const loaded = load.call(this, name, ...rest);
  if (name === "pg" && loaded.Client && !loaded.Client.prototype.query.counts) {
    const query = loaded.Client.prototype.query;
    loaded.Client.prototype.query = function (...args) {
      // The file is gone once one has died: the others are to take up what it left.
      if (counting && ++statements === killAt && existsSync(process.env.KILL_WHEN_FILE))
        process.kill(process.pid, "SIGKILL");
      return query.apply(this, args);
    };
    loaded.Client.prototype.query.counts = true;
  }
  return loaded;
};
