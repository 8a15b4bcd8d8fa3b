import { describe, expect, it } from 'vitest'
import { builtInCurves } from '../../../../core/workload/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const files = [{ path: 'traces.tar', contentBase64: '' }]

/** A lab whose next import unpacks to these traces. */
function unpack(lab: Lab, traces: Readonly<Record<string, readonly number[]>>): void {
  lab.ports.unpackTraces = async () =>
    Object.entries(traces).map(([name, samples]) => ({ name, samples: new Uint8Array(samples) }))
}

async function imported(): Promise<{ lab: Lab; admin: LabClient }> {
  const { lab, admin } = await Lab.with('poc-lab')
  unpack(lab, { '001': [10, 20, 30], '002': [90], '003': [0, 100] })
  await admin.trace.import({ source: 'march', files })
  return { lab, admin }
}

function traceOf(lab: Lab, vm: `vm-${number}`): string | undefined {
  return lab.core.simulation.world.get('vm', vm).traceId
}

describe('traces', () => {
  it('traces: an import: listed with samples, mean and maximum', async () => {
    const { admin } = await imported()
    const { rows, total } = await admin.trace.list({})
    expect(total).toBe(3)
    expect(rows[0]).toEqual({
      id: 'trace-1',
      name: '001',
      source: 'march',
      samples: 3,
      meanPercent: 20,
      maxPercent: 30,
      vms: 0,
    })
    expect(await admin.trace.list({ text: '00', offset: 2, limit: 1 })).toMatchObject({
      rows: [{ name: '003' }],
      total: 3,
    })
  })

  it('traces: nothing in it, or a name that the source has: refused, and nothing imported', async () => {
    const { lab, admin } = await imported()
    unpack(lab, {})
    const none = admin.trace.import({ source: 'april', files })
    expect((await refusalOf(none)).code).toBe('trace.none')
    unpack(lab, { '004': [1], '002': [2] })
    const taken = admin.trace.import({ source: 'March', files })
    expect((await refusalOf(taken)).text).toBe('There is already a trace of March named 002.')
    expect((await admin.trace.list({})).total).toBe(3)
  })

  it('traces: round robin: in the order of ids over the VMs that match', async () => {
    const { lab, admin } = await imported()
    const answer = await admin.trace.assign({
      source: 'march',
      mode: 'round-robin',
      pattern: 'desk-00?',
    })
    expect(answer.accepted).toBe(9)
    const given = [1, 2, 3, 4, 9].map(number => traceOf(lab, `vm-${number}`))
    expect(given).toEqual(['trace-1', 'trace-2', 'trace-3', 'trace-1', 'trace-3'])
    expect(traceOf(lab, 'vm-10')).toBeUndefined()
    expect((await admin.trace.list({})).rows[0]?.vms).toBe(3)
  })

  it('traces: by name: what the star stands for is the name of the trace', async () => {
    const { lab, admin } = await imported()
    const input = { source: 'march', mode: 'by-name', pattern: 'desk-*' } as const
    expect((await admin.trace.assign(input)).accepted).toBe(3)
    expect([traceOf(lab, 'vm-2'), traceOf(lab, 'vm-4')]).toEqual(['trace-2', undefined])
  })

  it('traces: an assigned trace: is the load of its VM from the next second on', async () => {
    const { lab, admin } = await imported()
    await admin.trace.assign({ source: 'march', mode: 'by-name', pattern: 'desk-*' })
    const { world } = lab.core.simulation
    const { slot } = world.get('vm', 'vm-2')
    expect(world.vms.data.curve[slot]).toBe(builtInCurves + 1)
    lab.run(2)
    expect(world.vms.data.demandPercent[slot]).toBeCloseTo(90)
  })

  it('traces: after a restart: the load goes on as it was', async () => {
    const { lab, admin } = await imported()
    await admin.trace.assign({ source: 'march', mode: 'round-robin' })
    lab.run(5)
    lab.core.save(0)
    const again = lab.afterKill()
    for (const one of [lab, again]) one.run(400)
    expect(again.core.stateHash()).toBe(lab.core.stateHash())
  })

  it('traces: nothing matches, or no such source: refused', async () => {
    const { admin } = await imported()
    const nobody = admin.trace.assign({ source: 'march', mode: 'round-robin', pattern: 'web-*' })
    expect((await refusalOf(nobody)).text).toContain('no VM matches web-*')
    const unknown = admin.trace.assign({ source: 'june', mode: 'round-robin' })
    expect((await refusalOf(unknown)).code).toBe('not-found')
  })

  it('traces: deleted: their VMs return to the profile that they had', async () => {
    const { lab, admin } = await imported()
    const { world } = lab.core.simulation
    const before = world.vms.data.curve.slice(0, 260)
    await admin.trace.assign({ source: 'march', mode: 'round-robin' })
    expect((await admin.trace.delete({ source: 'march' })).accepted).toBe(3)
    expect(world.vms.data.curve.slice(0, 260)).toEqual(before)
    expect((await admin.trace.list({})).total).toBe(0)
    lab.run(3)
    expect(traceOf(lab, 'vm-1')).toBeUndefined()
  })
})
