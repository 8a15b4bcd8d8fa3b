export interface ScenarioOptions {
  readonly seed: number
  /** How often the scenario does its thing: the number of migrations. */
  readonly runs: number
}

/** A measured line: figures with their unit in their name, and words. */
export type ScenarioLine = Readonly<Record<string, number | string | boolean>>

/** What a scenario measured, line by line, and its summary beside what the seed documents say. */
export interface ScenarioOutcome {
  readonly lines: readonly ScenarioLine[]
  readonly summary: ScenarioLine
}

export interface Scenario {
  readonly name: string
  readonly about: string
  readonly runsDefault: number
  run(options: ScenarioOptions): ScenarioOutcome
}
