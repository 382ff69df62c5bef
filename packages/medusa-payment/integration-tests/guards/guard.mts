/** A guard, by what is left without it and the test that must be red then. `npm run guards` takes each out. */
export interface Guard {
  /** A file of `http` and the whole name of one of its tests, of a table's tests the one that this guard is for. */
  test: `${string}: ${string}`;
  /** Several where one layer holds without the other. */
  without: Removal[];
}

export interface Removal {
  /** Below `src`. */
  file: string;
  /** Occurs once in the file. */
  text: string;
  /** What stands there without the guard; it must compile. */
  instead: string;
}
