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
  /** How the lines are drawn; without it `chartOf` finds a way. */
  readonly chart?: ScenarioChart
  /** Fields of the summary that stand beside each other; without it `comparisonsOf` finds them. */
  readonly comparisons?: readonly ScenarioComparison[]
}

/** A field of the lines as it is called in a chart, with its unit. */
export interface ScenarioAxis {
  readonly field: string
  readonly name: string
  readonly unit: string
}

/** How a scenario's lines are drawn: figures over a figure, or for each line by its name. */
export interface ScenarioChart {
  readonly kind: 'line' | 'bar'
  readonly x: ScenarioAxis
  readonly series: readonly ScenarioAxis[]
}

/** A measured figure of the summary and the one of the seed documents beside it. */
export interface ScenarioComparison {
  readonly figure: string
  readonly seed: string
}

export interface Scenario {
  readonly name: string
  readonly about: string
  /** How its figures come about, a sentence each, with what is fitted or assumed. */
  readonly explanation?: readonly string[]
  readonly runsDefault: number
  run(options: ScenarioOptions): ScenarioOutcome
}
