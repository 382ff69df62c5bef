/** The part of vitest's JSON report that is read. */
export interface Report {
  testResults: { message: string; assertionResults: Result[] }[];
}

interface Result {
  title: string;
  status: string;
  failureMessages: string[] | null;
}

export interface Verdict {
  /** `none`: the test didn't run, or doesn't exist. */
  outcome: "red" | "green" | "none";
  /** Why, in a line. */
  words: string;
}

/** One test's result. Red means that it failed inside; one that doesn't start proves nothing. */
export function verdictOf(report: Report, title: string): Verdict {
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const found = results.filter((result) => result.title === title);
  const [test, ...others] = found;
  if (!test) return { outcome: "none", words: `there is no such test${suffix(report)}` };
  if (others.length > 0) return { outcome: "none", words: `${found.length} tests have this name` };
  if (test.status === "passed") return { outcome: "green", words: "passed" };
  if (test.status === "failed") return { outcome: "red", words: firstLine(test.failureMessages?.[0] ?? "") };
  return { outcome: "none", words: `it did not start (${test.status})${suffix(report)}` };
}

function suffix({ testResults }: Report): string {
  const [message] = testResults.flatMap(({ message }) => (message ? [message] : []));
  return message ? `: ${firstLine(message)}` : "";
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
