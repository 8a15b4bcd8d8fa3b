import { describe, expect, test } from 'vitest'
import { parseClusterNet, propertyListing, statusListing } from '../../../../core/networks/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { clusterNetwork } from '../../../kit/network-rows.ts'

const two = [
  clusterNetwork(1, 'public', { metric: 10001, autoMetric: false }),
  clusterNetwork(2, 'private', { metric: 1000 }),
]

function codeOf(line: string): string {
  const answer = parseClusterNet(line)
  return answer instanceof Refusal ? answer.code : answer.kind
}

describe('cluster net', () => {
  test('console: the line of seed 002: a metric by hand for one network', () => {
    expect(parseClusterNet('cluster net "Cluster Network 2" /prop metric=1001')).toEqual({
      kind: 'change',
      name: 'Cluster Network 2',
      changes: { metric: 1001 },
    })
  })

  test('console: spelling: any case, long words, hexadecimal numbers, several properties', () => {
    expect(
      parseClusterNet('  Cluster.EXE network "cluster network 2" /PROPERTIES Metric=0x3e9  Role=3'),
    ).toEqual({
      kind: 'change',
      name: 'cluster network 2',
      changes: { metric: 1001, role: 3 },
    })
    expect(parseClusterNet('cluster net A /prop AutoMetric=1 "Description=for backup"')).toEqual({
      kind: 'change',
      name: 'A',
      changes: { autoMetric: true, description: 'for backup' },
    })
  })

  test.each([
    ['cluster net', 'status'],
    ['cluster net /status', 'status'],
    ['cluster net /prop', 'properties'],
    ['cluster net "Cluster Network 2" /prop', 'properties'],
    ['', 'console.unknown-command'],
    ['ipconfig /all', 'console.unknown-command'],
    ['cluster node', 'console.unknown-command'],
    ['cluster net /delete', 'console.unknown-option'],
    ['cluster net /status now', 'console.unknown-option'],
    ['cluster net "Cluster Network 2 /prop', 'console.open-quote'],
    ['cluster net /prop metric=1', 'console.needs-network'],
    ['cluster net A /prop metric', 'console.bad-value'],
    ['cluster net A /prop metric=0', 'console.bad-value'],
    ['cluster net A /prop metric=12x', 'console.bad-value'],
    ['cluster net A /prop metric=70000', 'console.bad-value'],
    ['cluster net A /prop role=2', 'console.bad-value'],
    ['cluster net A /prop autometric=yes', 'console.bad-value'],
    ['cluster net A /prop name=B', 'console.read-only'],
    ['cluster net A /prop speed=1', 'console.unknown-property'],
    ['cluster net A /prop metric=1001 /force', 'console.unknown-option'],
  ])('console: %s: %s', (line, code) => {
    expect(codeOf(line)).toBe(code)
  })
})

describe('listings', () => {
  test('console: the listing of seed 002: its columns, numbers in both bases', () => {
    const lines = propertyListing(two)
    expect(lines.slice(0, 5)).toEqual([
      'Listing properties for all networks:',
      '',
      'T  Network              Name                     Value',
      '-- -------------------- ------------------------ -----------------',
      'SR Cluster Network 1    Name                     Cluster Network 1',
    ])
    expect(lines).toContain('MR Cluster Network 2    IPv6Addresses')
    expect(lines).toContain('S  Cluster Network 1    Description')
    expect(lines).toContain('D  Cluster Network 1    Role                     3 (0x3)')
    expect(lines).toContain('D  Cluster Network 1    Metric                   10001 (0x2711)')
    expect(lines).toContain('D  Cluster Network 1    AutoMetric               0 (0x0)')
    expect(lines).toContain('D  Cluster Network 2    Metric                   1000 (0x3e8)')
    expect(lines).toContain('D  Cluster Network 2    AutoMetric               1 (0x1)')
    expect(lines).toContain('SR Cluster Network 2    AddressMask              255.255.255.0')
    expect(lines).toHaveLength(4 + 2 * 11)
  })

  test('console: one network: its name in the title', () => {
    const changed = { ...two[1]!, metric: 1001, autoMetric: false }
    const lines = propertyListing([changed], changed.name)
    expect(lines[0]).toBe("Listing properties for 'Cluster Network 2':")
    expect(lines).toContain('D  Cluster Network 2    Metric                   1001 (0x3e9)')
    expect(lines).toContain('D  Cluster Network 2    AutoMetric               0 (0x0)')
  })

  test('console: status: a line for each network', () => {
    const lines = statusListing(two, network => (network === two[0] ? 'up' : 'partitioned'))
    expect(lines.slice(2)).toEqual([
      'Network              Status',
      '-------------------- -----------',
      'Cluster Network 1    Up',
      'Cluster Network 2    Partitioned',
    ])
  })
})
