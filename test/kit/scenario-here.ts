import type { CorePorts } from '../../core/ports.ts'
import { scenarios } from '../../core/scenarios/index.ts'

/** Runs a scenario in the thread of the test, all at once. */
export const runScenarioHere: CorePorts['runScenario'] = ({ name, seed, runs }, watcher) => {
  const scenario = scenarios.find(one => one.name === name)
  if (scenario) watcher.done(scenario.run({ seed, runs }), 0)
  else watcher.failed(`no scenario ${name}`)
  return { cancel: () => undefined }
}
