import { expect, test } from 'vitest'
import type { ScenarioOutcome } from '../../../../core/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { ScenarioRunner } from '../../../../host/scenario/runner.ts'
import { bundledWorker } from '../../../kit/worker-bundle.ts'

const worker = bundledWorker()
const request = { name: 'quick-migration-10', seed: 1, runs: 1, userId: 'user-1' }

function begin(runner: ScenarioRunner, wish = request) {
  let end: (outcome: ScenarioOutcome | string) => void = () => undefined
  const ended = new Promise<ScenarioOutcome | string>(resolve => (end = resolve))
  const run = runner.run(wish, { progress: () => undefined, done: end, failed: end })
  return { run, ended }
}

test('scenario thread: a run: answers with what it measured, and the user may run the next', async () => {
  const runner = new ScenarioRunner(worker.path)
  const outcome = await begin(runner).ended
  expect(outcome).toMatchObject({ summary: { runs: 1, expectedS: 7 } })
  const next = begin(runner, { ...request, name: 'no-such' })
  expect(await next.ended).toBe('There is no scenario no-such.')
}, 60_000)

test('scenario thread: one of a user and two of a host at a time; a cancelled one makes room', () => {
  const runner = new ScenarioRunner(worker.path)
  const long = { ...request, name: 'boot-storm-260' }
  const codeOf = (userId: string) => {
    const { run } = begin(runner, { ...long, userId })
    return run instanceof Refusal ? (run as Refusal).code : run
  }
  const first = codeOf('user-1')
  const second = codeOf('user-2')
  expect(codeOf('user-1')).toBe('scenario.already-runs')
  expect(codeOf('user-3')).toBe('scenario.host-busy')
  if (typeof first === 'string' || typeof second === 'string') throw new Error('both run')
  first.cancel()
  const third = codeOf('user-3')
  if (typeof third === 'string') throw new Error('there is room again')
  third.cancel()
  second.cancel()
})
