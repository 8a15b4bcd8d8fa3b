import { expect, test } from 'vitest'
import {
  cpuPercentOf,
  cpuWaitPercentOf,
  explainHostProcessor,
  explainVmProcessor,
  processorUseOf,
} from '../../../../core/hosts/index.ts'
import { hypervisorShare, processorsWorth } from '../../../../core/physics/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import type { HostRow, VmRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'

const fullLoad = '64'

/** A host of the state agency on which two VMs, as wide as it, ask for all of its processors. */
function crowded(hardware: Partial<HostRow>, first: Partial<VmRow>, second: Partial<VmRow>) {
  const laboratory = new Laboratory('state-agency', 1)
  const { world } = laboratory
  const [host] = [...world.all('host')]
  world.apply(put('host', { ...host!, version: '2012-r2', ...hardware }))
  const vms = [...world.all('vm')].filter(vm => vm.hostId === host!.id)
  for (const vm of vms) {
    world.apply(put('vm', { ...vm, state: 'stopped', startedMs: undefined }))
  }
  const traceId = world.nextId('trace')
  const load = { samplesHex: fullLoad.repeat(12), meanPercent: 100, maxPercent: 100 }
  world.apply(put('trace', { id: traceId, name: 'full', source: 'test', ...load }))
  const busy = [first, second].map((wish, at) => {
    const on = { state: 'running', startedMs: world.nowMs, traceId, cpuCount: 8 } as const
    const vm: VmRow = { ...world.get('vm', vms[at]!.id), ...on, ...wish }
    world.apply(put('vm', vm))
    return vm
  })
  laboratory.advance(5)
  const row = world.get('host', host!.id)
  return { laboratory, world, host: row, vms: busy as [VmRow, VmRow] }
}

test('processors: threads on fewer cores: worth the cores and a quarter of each second thread', () => {
  expect(processorsWorth({ logicalProcessors: 24, cores: 12 })).toBe(15)
  expect(processorsWorth({ logicalProcessors: 8 })).toBe(8)
})

test('processors: a contended host: full, and split between guests, root and hypervisor', () => {
  const { world, host } = crowded({}, {}, {})
  const use = processorUseOf(world, host)
  expect(cpuPercentOf(world, host)).toBeCloseTo(100, 6)
  expect(use.hypervisorPercent).toBeCloseTo(use.guestsPercent * hypervisorShare, 6)
  expect(use.rootPercent).toBeGreaterThan(0)
})

test('processors: the same guests on four cores with two threads each: they get less', () => {
  const cores = crowded({}, {}, {})
  const threads = crowded({ cores: 4 }, {}, {})
  const granted = ({ world, vms }: typeof cores) => world.vms.data.grantedPercent[vms[0].slot]!
  expect(granted(threads) / granted(cores)).toBeCloseTo(5 / 8, 1)
})

test('processors: twice the weight: twice the time, and the other waits the longer', () => {
  const { world, vms } = crowded({}, { cpuWeight: 200 }, { cpuWeight: 100 })
  const [heavy, light] = vms.map(vm => world.vms.data.grantedPercent[vm.slot]!)
  expect(heavy! / light!).toBeCloseTo(2, 6)
  const waits = vms.map(vm => cpuWaitPercentOf(world, vm))
  expect(waits[0]! + heavy!).toBeCloseTo(100, 6)
  expect(waits[1]! + light!).toBeCloseTo(100, 6)
})

test('processors: a reserve: kept before weights count', () => {
  const { world, vms } = crowded({}, { cpuReservePercent: 80, cpuWeight: 1 }, { cpuWeight: 9999 })
  expect(world.vms.data.grantedPercent[vms[0].slot]!).toBeGreaterThanOrEqual(80)
})

test('processors: a limit: no wait counts beyond it', () => {
  const { world, vms } = crowded({}, { cpuLimitPercent: 20 }, { cpuLimitPercent: 20 })
  expect(vms.map(vm => world.vms.data.grantedPercent[vm.slot])).toEqual([20, 20])
  expect(vms.map(vm => cpuWaitPercentOf(world, vm))).toEqual([0, 0])
})

test('processors: the root partition: works more the more its guests read and write', () => {
  const quiet = crowded({}, { workload: 'idle' }, { workload: 'idle' })
  const busy = crowded({}, { workload: 'database' }, { workload: 'database' })
  const rootOf = ({ world, host }: typeof quiet) => processorUseOf(world, host).rootPercent
  expect(rootOf(busy)).toBeGreaterThan(rootOf(quiet) * 1.2)
})

test('processors: a VM that waits: the sentences name host, reserve and weight, or hide the host', () => {
  const { world, host, vms } = crowded({}, { cpuWeight: 300 }, {})
  const told = explainVmProcessor(world, vms[0], true).join(' ')
  expect(told).toContain(host.name)
  expect(told).toContain('by weight, here 300')
  expect(explainVmProcessor(world, vms[0], false).join(' ')).not.toContain(host.name)
  expect(explainHostProcessor(world, host).join(' ')).toContain('8 logical processors')
})

test('processors: guests that boot on a crowded host: slower than alone', () => {
  const bootS = (others: boolean) => {
    const limit = others ? 100 : 1
    const { laboratory, world, host } = crowded(
      {},
      { cpuLimitPercent: limit, cpuWeight: 10000 },
      { cpuLimitPercent: limit, cpuWeight: 10000 },
    )
    const off = [...world.all('vm')].find(vm => vm.hostId === host.id && vm.state === 'stopped')!
    const beganMs = world.nowMs
    const start = { name: 'job.vm.start', process: 'power', targetName: off.name }
    const parameters = { action: 'start', from: 'stopped' }
    laboratory.finish([laboratory.submit({ ...start, targetId: off.id, parameters })])
    return (world.nowMs - beganMs) / 1000
  }
  expect(bootS(true)).toBeGreaterThan(bootS(false) * 1.5)
})
