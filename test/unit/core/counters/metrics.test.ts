import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sets } from '../../../../core/counters/index.ts'
import { metricNameOf } from '../../../../core/counters/metric-names.ts'
import type { MetricFamily } from '../../../../core/counters/open-metrics.ts'
import { labelsOf, metricsText } from '../../../../core/counters/open-metrics.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from '../api/agency.ts'

const drawn: MetricFamily = {
  ...{ family: 'hostward_host_power_energy_joules', unit: 'joules', type: 'counter' },
  help: 'Energy of "a\\b"\nas summed.',
  samples: [
    { labels: labelsOf([['host', 'hv-01']]), value: 7200 },
    { labels: labelsOf([['host', 'hv-02']]), value: NaN },
    { labels: labelsOf([['host', 'hv-03']]), value: 1 / 3 },
  ],
}
const plain: MetricFamily = {
  ...{ family: 'hostward_jobs_running', unit: '', type: 'gauge', help: 'Jobs.' },
  samples: [{ labels: '', value: 2 }],
}

describe('metrics: the text', () => {
  test('OpenMetrics: type, unit, help and samples of a family, and the mark of the end', () => {
    expect(metricsText([drawn, plain], 'openmetrics').split('\n')).toEqual([
      '# TYPE hostward_host_power_energy_joules counter',
      '# UNIT hostward_host_power_energy_joules joules',
      '# HELP hostward_host_power_energy_joules Energy of \\"a\\\\b\\"\\nas summed.',
      'hostward_host_power_energy_joules_total{host="hv-01"} 7200',
      'hostward_host_power_energy_joules_total{host="hv-03"} 0.333333333',
      '# TYPE hostward_jobs_running gauge',
      '# HELP hostward_jobs_running Jobs.',
      'hostward_jobs_running 2',
      '# EOF',
      '',
    ])
  })

  test('the forerunner: no unit, no end, the counter under its whole name, quotes as they are', () => {
    expect(metricsText([drawn], 'classic').split('\n')).toEqual([
      '# TYPE hostward_host_power_energy_joules_total counter',
      '# HELP hostward_host_power_energy_joules_total Energy of "a\\\\b"\\nas summed.',
      'hostward_host_power_energy_joules_total{host="hv-01"} 7200',
      'hostward_host_power_energy_joules_total{host="hv-03"} 0.333333333',
      '',
    ])
  })

  test('a family without any value is left out', () => {
    const samples = [{ labels: '', value: NaN }]
    expect(metricsText([{ ...plain, samples }], 'openmetrics')).toBe('# EOF\n')
  })

  test('labels: any text comes back from its escapes, on one line', () => {
    const back = { '\\\\': '\\', '\\"': '"', '\\n': '\n' } as Record<string, string>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), values => {
        const text = labelsOf(values.map((value, at) => [`l${at}`, value]))
        expect(text).not.toContain('\n')
        const read = [...text.matchAll(/l\d+="((?:[^"\\]|\\.)*)"/gs)]
        expect(read.map(([, one]) => one!.replaceAll(/\\[\\"n]/g, two => back[two]!))).toEqual(
          values,
        )
      }),
    )
  })
})

describe('metrics: names', () => {
  const named = sets.flatMap(set => set.counters.map(one => metricNameOf(set, one)))

  test('of all counters: unlike each other, in snake case, with their unit last', () => {
    expect(new Set(named.map(one => one.family)).size).toBe(named.length)
    for (const { family, unit } of named) {
      expect(family).toMatch(/^hostward(_[a-z0-9]+)+$/)
      expect(family.endsWith(unit)).toBe(true)
    }
  })

  test.each([
    ['LogicalDisk', 'Avg. Disk sec/Read', 'hostward_logicaldisk_avg_disk_read_seconds', 1],
    ['LogicalDisk', '% Free Space', 'hostward_logicaldisk_free_space_ratio', 0.01],
    ['Memory', 'Available MBytes', 'hostward_memory_available_bytes', 1048576],
    ['Hostward Volume', 'Latency', 'hostward_volume_latency_seconds', 0.001],
    ['Hostward Host Power', 'Watt-hours', 'hostward_host_power_energy_joules', 3600],
    ['Hostward Host Power', 'Watts', 'hostward_host_power_watts', 1],
    [
      'Network Interface',
      'Current Bandwidth',
      'hostward_network_interface_current_bandwidth_bytes_per_second',
      0.125,
    ],
    ['Network Interface', 'Bytes Total/sec', 'hostward_network_interface_bytes_per_second', 1],
  ])('%s, %s: %s', (object, name, family, factor) => {
    const set = sets.find(one => one.object === object)!
    const counter = set.counters.find(one => one.name === name)!
    expect(metricNameOf(set, counter)).toMatchObject({ family, factor })
  })
})

/** The values of a metric by the text of its labels. */
function valuesOf(text: string, name: string): Record<string, number> {
  const lines = text
    .split('\n')
    .filter(line => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return Object.fromEntries(
    lines.map(line => {
      const at = line.lastIndexOf(' ')
      return [line.slice(name.length, at), Number(line.slice(at + 1))]
    }),
  )
}

describe('metrics: of a fabric', () => {
  test('poc-lab: the values of counters in base units, and each series once', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    lab.run(30)
    const { text } = await admin.counter.metrics({})
    const { world } = lab.core.simulation
    // hv-01 has 44 of the 260 desktops: 500 MB and 32 MB of overhead each, and 512 MB of its own.
    const free = (32768 - 44 * 532 - 512) * 1048576
    expect(valuesOf(text, 'hostward_memory_available_bytes')['{host="hv-01"}']).toBe(free)
    const latency = valuesOf(text, 'hostward_volume_latency_seconds')
    expect(Object.keys(latency)[0]).toBe('{volume="Volume1"}')
    const latencyS = world.volumes.data.latencyMs[0]! / 1000
    expect(latency['{volume="Volume1"}']).toBeCloseTo(latencyS, 9)
    const simulated = valuesOf(text, 'hostward_simulated_time_seconds')
    expect(simulated['']).toBe(world.nowMs / 1000)
    const asked = valuesOf(text, 'hostward_storage_qos_operations_per_second')
    expect(Object.keys(asked)).toContain('{host="hv-01",vm="desk-001"}')

    const all = (await admin.counter.metrics({ objects: ['*'] })).text
    const series = all.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    const keys = series.map(line => line.slice(0, line.lastIndexOf(' ')))
    expect(new Set(keys).size).toBe(keys.length)
    expect(all).not.toContain('_Total')
    expect(all).toContain('{host="hv-01",vm="desk-001",name="desk-001:Hv VP 0"}')
  })

  test('a choice: objects by name and wildcard, hosts by scope; what is unknown is named', async () => {
    const { admin } = await Lab.with('poc-lab')
    const { text } = await admin.counter.metrics({ objects: ['memory', '*logicald*'] })
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
    expect(families).toContain('hostward_memory_available_bytes')
    expect(families).toContain('hostward_logicaldisk_free_space_ratio')
    expect(families).toHaveLength(1 + 2 + 5)
    const one = (await admin.counter.metrics({ objects: ['Memory'], scope: 'host-1' })).text
    expect(Object.keys(valuesOf(one, 'hostward_memory_available_bytes'))).toHaveLength(1)
    const refusal = await refusalOf(admin.counter.metrics({ objects: ['Memory', 'Memories'] }))
    expect(refusal).toMatchObject({ code: 'counter.unknown' })
    expect(refusal.text).toContain('\\Memories')
    for (const scope of ['host-999', 'nowhere', 'cluster-']) {
      const none = await refusalOf(admin.counter.metrics({ scope }))
      expect(none).toMatchObject({ code: 'not-found', data: { id: scope } })
    }
    const group = (await admin.hostGroup.create({ name: 'Empty', parentId: 'hostgroup-1' })).id
    expect((await admin.counter.metrics({ scope: group! })).text).toMatch(/# EOF\n$/)
  })

  test('a scope that the caller does not see: is as unknown as one that is not there', async () => {
    const { as } = await agency()
    const rae = await as('rae')
    const refusal = await refusalOf(rae.counter.metrics({ scope: sacramento }))
    expect(refusal).toMatchObject({ code: 'not-found', data: { id: sacramento } })
    expect((await rae.counter.metrics({ scope: longBeach })).text).toContain('hostward_')
  })

  test('a restricted user: nothing outside the scope, not even by name; no right, no text', async () => {
    const { as, world } = await agency()
    const rae = await as('rae')
    const all = [...world.all('host')]
    const names = (isInside: boolean) =>
      all
        .filter(host => (host.hostGroupId === longBeach) === isInside)
        .flatMap(host => [
          host.name,
          ...[...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id).name),
        ])
    const shown = new Set(names(true))
    for (const input of [{}, { objects: ['*'] }]) {
      const { text } = await rae.counter.metrics(input)
      const labels = [...text.matchAll(/(?:host|vm)="([^"]*)"/g)].map(([, name]) => name!)
      expect(labels.length).toBeGreaterThan(10)
      expect(labels.filter(name => !shown.has(name))).toEqual([])
      const hidden = names(false).filter(name => !shown.has(name))
      expect(hidden.length).toBeGreaterThan(10)
      expect(hidden.filter(name => text.includes(`"${name}`))).toEqual([])
    }
    await expect((await as('sue')).counter.metrics({})).rejects.toMatchObject({
      code: 'access.denied',
    })
  })
})
