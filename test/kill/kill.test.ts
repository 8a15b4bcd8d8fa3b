import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { brokenInvariants } from '../../core/checks/index.ts'
import { openStore, quickCheck, withReader } from '../../host/store/index.ts'
import { localClient, localCore } from '../kit/local-core.ts'
import { scratchFolder } from '../kit/scratch-folder.ts'
import { bundled, bundledWorker } from '../kit/worker-bundle.ts'
import { Expectations } from './expectations.ts'
import { parseLines, type Line } from './lane.ts'
import { seededChance } from './seeded-chance.ts'

const kills = Number(process.env['HOSTWARD_KILLS'] ?? 200)
const seed = Number(process.env['HOSTWARD_SEED'] ?? Date.now() % 1_000_000)
const firstAdmin = { name: 'ann', password: 'correct horse battery' }

const victim = bundled('test/kill/victim.ts')
const worker = bundledWorker()

/** Where in its life a process was killed. */
type Moment = 'starting' | 'working' | 'closing'

/** A fabric with its clock at full speed, and a token for the processes that will die. */
async function makeFabric(folder: string): Promise<string> {
  const store = openStore(folder)
  const core = localCore(store)
  const client = localClient(core)
  await client.setup.create({
    fabric: 'poc-lab',
    seed: 1,
    administratorName: firstAdmin.name,
    administratorPassword: firstAdmin.password,
  })
  await client.session.signIn(firstAdmin)
  const { token } = await client.session.createToken({ label: 'kill test' })
  await client.clock.set({ factor: 600 })
  core.save(0)
  store.close()
  return token
}

/** Runs a process on the folder and kills it; answers what it had said by then. */
function runAndKill(folder: string, token: string, step: number, moment: Moment, delayMs: number) {
  const child = spawn(process.execPath, [victim.path, folder, worker.path, token, String(step)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => setTimeout(() => child.kill('SIGKILL'), delayMs)
  let said = ''
  if (moment === 'starting') kill()
  child.stdout.on('data', (chunk: Buffer) => {
    // Its first answer, not its first word: a busy machine may take long to come to that.
    const isFirst = !said.includes('done') && chunk.includes('done')
    if (moment === 'working' && isFirst) kill()
    if (moment === 'closing' && isFirst) {
      // Its end is asked for amid its work, and it is killed while it obeys.
      setTimeout(() => child.kill('SIGTERM'), 200)
      setTimeout(kill, 200)
    }
    said += chunk.toString('utf8')
  })
  return new Promise<Line[]>(resolve => child.on('close', () => resolve(parseLines(said))))
}

test(`kill: ${kills} processes killed at random instants lose nothing that was acknowledged`, async () => {
  const folder = scratchFolder()
  const token = await makeFabric(folder)
  const chance = seededChance(seed)
  const expectations = new Expectations()
  const moments: Record<Moment, number> = { starting: 0, working: 0, closing: 0 }
  const restarts: number[] = []
  let step = 0
  for (let round = 0; round < kills; round++) {
    const moment = momentOf(chance())
    const delayMs = chance() * { starting: 900, working: 400, closing: 60 }[moment]
    const lines = await runAndKill(folder, token, step, moment, delayMs)
    moments[moment]++
    step = 1 + Math.max(step, ...lines.map(line => line.step))
    const startedMs = performance.now()
    const store = openStore(folder)
    const core = localCore(store)
    restarts.push(performance.now() - startedMs)
    const where = `round ${round} of seed ${seed}, killed while ${moment}`
    expect(expectations.check(core, lines), where).toEqual([])
    expect(brokenInvariants(core.simulation), where).toEqual([])
    if (round % 20 === 0) {
      expect(localCore(store).stateHash(), `${where}: restored twice`).toBe(core.stateHash())
    }
    store.close()
    withReader(store.file, reader => quickCheck(reader, store.file))
    if (round % 25 === 24) process.stdout.write(`${round + 1} of ${kills} kills\n`)
  }
  await finish(folder)
  report(moments, expectations, restarts)
})

/** After all that, every job still comes to its end. */
async function finish(folder: string): Promise<void> {
  const store = openStore(folder)
  const core = localCore(store)
  const { openJobs } = core.simulation.world.index
  for (let hour = 0; hour < 100 && openJobs.size > 0; hour++) {
    core.advanceTo(core.nowMs + 3_600_000)
    await Promise.resolve()
  }
  expect(openJobs.size).toBe(0)
  expect(brokenInvariants(core.simulation)).toEqual([])
  store.close()
}

function momentOf(share: number): Moment {
  if (share < 0.25) return 'starting'
  return share < 0.9 ? 'working' : 'closing'
}

function report(moments: Record<Moment, number>, found: Expectations, restarts: number[]): void {
  const sorted = [...restarts].sort((a, b) => a - b)
  const median = sorted[sorted.length >> 1] ?? 0
  const lines = [
    `kill test, seed ${seed}: ${kills} kills`,
    `  while starting ${moments.starting}, working ${moments.working}, closing ${moments.closing}`,
    `  ${found.acknowledged} commands acknowledged, all there; ${found.refused} refused, none there`,
    `  ${found.survived} without an answer were there whole, none half`,
    `  restart ${median.toFixed(0)} ms in the median, ${(sorted.at(-1) ?? 0).toFixed(0)} ms at most`,
  ]
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}
