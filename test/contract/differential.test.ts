import { beforeAll, describe, expect, test } from 'vitest'
import type { AnyId, ObjectKind } from '../../shared/domain/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { Tables } from '../../core/world/index.ts'
import type { LabClient } from '../kit/lab.ts'
import { Lab } from '../kit/lab.ts'
import { manyRoles } from '../kit/many-roles.ts'
import { bruteForceSees } from '../kit/brute-force.ts'

/**
 * Every list, search, export and stream answers a restricted user exactly what a filter over the
 * whole world would, for every kind of object. The filter is written here anew, from the words of
 * the design, and shares no code with the product's rights.
 */
let lab: Lab
let clients: Record<string, LabClient>

beforeAll(async () => {
  const made = await Lab.with('state-agency', 11)
  lab = made.lab
  clients = await manyRoles(lab, made.admin)
})

const people = ['admin', 'delegated', 'reader', 'portal', 'sharing', 'nobody'] as const
type Person = (typeof people)[number]

async function idsOf(list: Promise<unknown>): Promise<string[]> {
  try {
    const answer = (await list) as { rows?: { id: string }[] } | { id: string }[]
    const rows = Array.isArray(answer) ? answer : (answer.rows ?? [])
    return rows.map(row => row.id).sort()
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

function expected<Kind extends ObjectKind>(person: Person, kind: Kind): string[] {
  const { world } = lab.core.simulation
  const rows = [...world.all(kind)] as Tables[Kind][]
  return rows
    .map(row => row.id as AnyId)
    .filter(id => bruteForceSees(world, clients[person]!.userName, id))
    .filter(id => kind !== 'job' || !listedWithParent(person, id))
    .sort()
}

/** A child stands in the list by itself only where its parent does not. */
function listedWithParent(person: Person, id: AnyId): boolean {
  const { world } = lab.core.simulation
  const { parentId } = world.get('job', id)
  return parentId !== undefined && bruteForceSees(world, clients[person]!.userName, parentId)
}

const window = { limit: 500 }
const lists: [ObjectKind, (client: LabClient) => Promise<unknown>][] = [
  ['vm', client => client.vm.list(window)],
  ['host', client => client.host.list(window)],
  ['job', client => client.job.list(window)],
  ['role', client => client.role.list({})],
  ['share', client => client.share.list({})],
  ['disk', client => client.disk.list({})],
  ['template', client => client.template.list({})],
  ['audit', client => client.audit.list(window)],
  ['user', client => client.user.list(window)],
]

describe.each(people)('lists of %s', person => {
  test.each(lists)(
    `differential: list of kind %s: the same ids as a filter over the world`,
    async (kind, list) => {
      expect(await idsOf(list(clients[person]!))).toEqual(expected(person, kind))
    },
  )

  test('differential: search for every letter: finds nothing that the filter would not', async () => {
    const { world } = lab.core.simulation
    for (const text of ['a', 'e', 's', '0', '-']) {
      const found = await clients[person]!.search.find({ text, limit: 50 }).catch(() => [])
      const leaked = found.filter(one => !bruteForceSees(world, clients[person]!.userName, one.id))
      expect(leaked).toEqual([])
    }
  })

  test('differential: tree: names no host, cluster or group outside the scope but the way to it', async () => {
    const { world } = lab.core.simulation
    const { nodes } = await clients[person]!.hostGroup.tree({}).catch(() => ({ nodes: [] }))
    const leaked = nodes.filter(
      node => node.inScope && !bruteForceSees(world, clients[person]!.userName, node.id as AnyId),
    )
    expect(leaked).toEqual([])
  })

  test('differential: getting an object by its id: the words for hidden are those for absent', async () => {
    const { world } = lab.core.simulation
    for (const vm of world.all('vm')) {
      if (bruteForceSees(world, clients[person]!.userName, vm.id)) continue
      const call = (vmId: string) =>
        clients[person]!.vm.get({ vmId: vmId as never }).then(
          () => 'answered',
          (error: Refusal) => [error.code, error.text.replace(vmId, 'ID')],
        )
      expect(await call(vm.id)).toEqual(await call('vm-999999'))
    }
  })
})
