// Preloaded into a store (NODE_OPTIONS=--require): ends the process with SIGKILL when settling reaches the step KILL_AT_STEP, once the file
// KILL_WHEN_FILE exists. The plugin publishes its steps for tracing; a process that ends at one ends between it and the next.
const { existsSync } = require("node:fs");
const { subscribe } = require("node:diagnostics_channel");

subscribe("calypso:settle", ({ step }) => {
  if (step === process.env.KILL_AT_STEP && existsSync(process.env.KILL_WHEN_FILE)) process.kill(process.pid, "SIGKILL");
});
