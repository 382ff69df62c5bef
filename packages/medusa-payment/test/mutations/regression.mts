/** A known bug of Medusa, a crash or an attack, the test that reproduces it, and the checks that stop it. */
export interface Regression {
  /** What happens without the checks: the text of its row in MEDUSA-REGRESSIONS.md. */
  problem: string;
  /** Issues of medusajs/medusa. */
  issues?: number[];
  /** A test file below `test`, without its suffix, and the whole name of one of its tests. */
  test: `${string}: ${string}`;
  /** Each removes one check, and the test must fail. Removals that belong together are checks of which either suffices. */
  mutations: Removal[][];
}

export interface RegressionGroup {
  title: string;
  regressions: Regression[];
}

export interface Removal {
  /** Below `src`. */
  file: string;
  /** Occurs once in the file. */
  text: string;
  /** Replaces the text; the result must compile. */
  instead: string;
}
