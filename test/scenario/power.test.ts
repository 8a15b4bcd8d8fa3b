import { randomIopsOf } from '../../core/storage/index.ts'
import { expect, test } from 'vitest'
import type { VmId } from '../../shared/domain/index.ts'
import { Lab, refusalOf } from '../kit/lab.ts'

test('power: a running VM is shut down and started again: it ends running, with its jobs completed', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { rows } = await admin.vm.list({ limit: 1 })
  const vmIds = [rows[0]!.id]
  const stop = await admin.vm.shutDown({ vmIds })
  lab.settle()
  expect((await admin.vm.get({ vmId: vmIds[0]! })).state).toBe('stopped')
  const start = await admin.vm.start({ vmIds })
  lab.settle()
  const jobs = await Promise.all([stop, start].map(({ jobId }) => admin.job.get({ jobId: jobId! })))
  expect(jobs.map(job => [job.status, job.steps.map(step => step.status)])).toEqual([
    ['completed', ['completed', 'completed']],
    ['completed', ['completed', 'completed']],
  ])
  expect((await admin.vm.get({ vmId: vmIds[0]! })).state).toBe('running')
})

test('power: resume is asked of a running VM: refused with the state and what it needs', async () => {
  const { admin } = await Lab.with('poc-lab')
  const { rows } = await admin.vm.list({ limit: 1 })
  const refusal = await refusalOf(admin.vm.resume({ vmIds: [rows[0]!.id] }))
  expect([refusal.code, refusal.data]).toEqual([
    'vm.bad-power-state',
    { name: rows[0]!.name, action: 'resume', state: 'running', allowed: ['paused'] },
  ])
})

test('power: all 260 VMs are turned off and started at once: none boots faster than the disks allow', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { rows } = await admin.vm.list({ limit: 260 })
  const vmIds = rows.map(row => row.id)
  await admin.vm.turnOff({ vmIds })
  lab.settle()
  const startedMs = lab.core.nowMs
  const { jobId, accepted } = await admin.vm.start({ vmIds })
  lab.settle(36000)
  const job = await admin.job.get({ jobId: jobId! })
  expect([accepted, job.status, job.childrenDone]).toEqual([260, 'completed', 260])
  // 260 VMs x operations x back-end cost / rate is a bound that no policy beats (physics 2.4).
  const volume = [...lab.core.simulation.world.all('volume')][0]!
  const isLight = (system: string) => system.includes('XP')
  const light = rows.filter(row => isLight(row.operatingSystem)).length
  const operations = (light * 9000 + (260 - light) * 70000) * 0.276 * 0.95
  expect(light).toBe(200)
  const tookS = (lab.core.nowMs - startedMs) / 1000
  expect(tookS).toBeGreaterThan(operations / randomIopsOf(lab.core.simulation.world, volume))
})

test('power: a paused VM uses no processor, and keeps its memory', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(120)
  const { rows } = await admin.vm.list({ limit: 1 })
  const vmId = rows[0]!.id
  expect(rows[0]!.cpuPercent).toBeGreaterThan(0)
  await admin.vm.pause({ vmIds: [vmId] })
  lab.settle()
  lab.run(5)
  const vm = await admin.vm.get({ vmId })
  expect([vm.state, vm.cpuPercent]).toEqual(['paused', 0])
  expect(vm.memoryUsedMib).toBeGreaterThan(0)
})

/** The seconds that the last step of a job tells: what it took, and what was forecast. */
function secondsOf(detail: string | undefined): { tookS: number; forecastS: number } {
  const [, took, forecast] = /^Took ([\d.]+) s \(forecast ([\d.]+) s/.exec(detail ?? '')!
  return { tookS: Number(took), forecastS: Number(forecast) }
}

test.each(['saveState', 'start', 'shutDown', 'reset', 'pause'] as const)(
  'power: %s: the forecast is told before, kept with the job, and near to what it took',
  async action => {
    const { lab, admin } = await Lab.with('poc-lab')
    const vmIds: [VmId] = ['vm-1']
    if (action === 'start') {
      await admin.vm.turnOff({ vmIds })
      lab.settle()
    }
    lab.run(60)
    const states = await admin.vm.actions({ vmIds })
    const told = states.find(one => one.operation === `vm.${action}`)!.forecast!
    const { jobId } = await admin.vm[action]({ vmIds })
    lab.settle()
    const { steps } = await admin.job.get({ jobId: jobId! })
    const { tookS, forecastS } = secondsOf(steps.at(-1)!.detail)
    expect(forecastS).toBeCloseTo(told.durationS, 1)
    // A shutdown takes 12 to 25 s by chance; work on a volume ends with a whole second.
    const within = action === 'shutDown' ? 7 : Math.max(1, forecastS * 0.06)
    expect(Math.abs(tookS - forecastS)).toBeLessThan(within)
  },
)
