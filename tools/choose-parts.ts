/** The parts that are wanted, or all. Ends the process if one does not exist. */
export function chooseParts(all: readonly string[], wanted: readonly string[]): string[] {
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`there is no part ${unknown.join(", ")}; the parts are ${all.join(", ")}`);
    process.exit(1);
  }
  return all.filter((name) => wanted.length === 0 || wanted.includes(name));
}
