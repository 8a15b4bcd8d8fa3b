import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Principal, Scope } from '../../../../core/access/index.ts'
import { createAccess } from '../../../../core/access/index.ts'
import type { World } from '../../../../core/world/index.ts'
import type { AnyId } from '../../../../shared/domain/index.ts'
import type { Privilege } from '../../../../shared/rights/index.ts'
import { privileges } from '../../../../shared/rights/index.ts'
import { cedarOracle } from './cedar-oracle.ts'
import { everyObject, randomWorld } from './random-world.ts'

function everybody(world: World): Principal[] {
  return [...world.all('user')].map(user => {
    return { userId: user.id, name: user.name, displayName: user.name, roles: [] }
  })
}

test('decide: random worlds and questions: the answer of Cedar over the same roles', () => {
  let allowed = 0
  fc.assert(
    fc.property(fc.gen(), fc.nat(), (g, number) => {
      const world = randomWorld(g)
      const access = createAccess(world)
      const oracle = cedarOracle(world, `world-${number}`)
      const objects = everyObject(world).map(one => one.row.id as AnyId)
      for (let question = 0; question < 40; question++) {
        const who = g(() => fc.constantFrom(...everybody(world)))
        const privilege = g(() => fc.constantFrom(...privileges))
        const targets = [...objects, 'vm-99' as AnyId, undefined]
        const id = g(() => fc.constantFrom(...targets))
        const decision = access.decide(who, privilege, id)
        const asked = `${who.userId} ${privilege} ${id}`
        expect([asked, decision.allowed]).toEqual([asked, oracle.allows(who.userId, privilege, id)])
        if (decision.allowed) allowed++
      }
    }),
    { numRuns: 30, endOnFailure: true },
  )
  // The questions are no farce: enough of them are answered with yes.
  expect(allowed).toBeGreaterThan(100)
}, 60_000)

const tests: { [Table in string]: (scope: Scope, row: never) => boolean } = {
  hostgroup: (scope, row) => scope.hostGroup(row),
  cluster: (scope, row) => scope.cluster(row),
  host: (scope, row) => scope.host(row),
  volume: (scope, row) => scope.volume(row),
  vm: (scope, row) => scope.vm(row),
  share: (scope, row) => scope.share(row),
  disk: (scope, row) => scope.disk(row),
  template: (scope, row) => scope.template(row),
  role: (scope, row) => scope.role(row),
  job: (scope, row) => scope.job(row),
  audit: (scope, row) => scope.audit(row),
}

test('scope: every object of every kind: exactly what decide answers one by one', () => {
  fc.assert(
    fc.property(fc.gen(), g => {
      const world = randomWorld(g)
      const access = createAccess(world)
      for (const who of everybody(world)) {
        for (const privilege of ['vm.read', 'vm.start', 'role.edit', 'job.read'] as Privilege[]) {
          const scope = access.scope(who, privilege)
          for (const { table, row } of everyObject(world)) {
            const inScope = tests[table]?.(scope, row as never) ?? scope.covers(row.id)
            const { allowed } = access.decide(who, privilege, row.id)
            expect([row.id, inScope]).toEqual([row.id, allowed])
          }
        }
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('decide: every answer about oneself: names nothing that the asker may not read', () => {
  fc.assert(
    fc.property(fc.gen(), g => {
      const world = randomWorld(g)
      const access = createAccess(world)
      const who = g(() => fc.constantFrom(...everybody(world)))
      const principal = access.principalOf(who.userId) ?? who
      const own = new Set<string>(principal.roles.map(role => role.id))
      const privilege = g(() => fc.constantFrom(...privileges))
      for (const { row } of everyObject(world)) {
        const { because, missing } = access.decide(who, privilege, row.id)
        // A test world names its rows by their ids. The id that was asked for may be said back.
        const said = [...because, missing ?? ''].join(' ').split(row.id).join('')
        for (const name of said.match(/\b(hostgroup|host|cluster|share|disk|vm|role)-\d+/g) ?? []) {
          const isKnown = own.has(name) || readable(access, who, name as AnyId)
          expect([said, name, isKnown]).toEqual([said, name, true])
        }
      }
    }),
    { numRuns: 40 },
  )
})

function readable(access: ReturnType<typeof createAccess>, who: Principal, id: AnyId): boolean {
  const kind = id.slice(0, id.lastIndexOf('-'))
  const kinds: Record<string, Privilege> = { share: 'library.read', disk: 'library.read' }
  const privilege = kinds[kind] ?? (kind === 'cluster' ? 'host.read' : `${kind}.read`)
  return access.scope(who, privilege as Privilege).covers(id)
}
