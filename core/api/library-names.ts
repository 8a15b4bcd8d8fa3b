import type { HostVersion } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { outsideScope } from '../library/index.ts'
import type { RoleRow, TableName, Tables, World } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** Tables of the library whose rows have a name. */
type NamedTable = Extract<TableName, 'hwprofile' | 'osprofile' | 'template' | 'disk' | 'share'>

/** Why a name cannot be given: another row, that `among` lets count, has it, whatever the case. */
export function takenName<Table extends NamedTable>(
  { world }: HandlerContext,
  table: Table,
  kind: string,
  name: string,
  among: (row: Tables[Table]) => boolean,
): Refusal | undefined {
  const sought = name.trim().toLowerCase()
  for (const row of world.all(table)) {
    if (row.name.toLowerCase() === sought && among(row)) return refuse('name.taken', { kind, name })
  }
  return undefined
}

/** Whether a row's name holds the text that a list is searched for. */
export function holdsText(row: { readonly name: string }, text: string): boolean {
  return row.name.toLowerCase().includes(text.trim().toLowerCase())
}

/** The roles whose scope names an object, as the caller may read of them: hidden ones counted. */
export function rolesNaming(
  { world, access, caller }: HandlerContext,
  names: (scope: RoleRow['scope']) => boolean,
): string[] {
  const visible = access.scope(caller, 'role.read')
  const roles = [...world.all('role')].filter(role => names(role.scope))
  const shown = roles.filter(role => visible.role(role)).map(role => `the role ${role.name}`)
  const hidden = roles.length - shown.length
  return hidden > 0 ? [...shown, outsideScope(hidden, 'role')] : shown
}

/** The newest host version of the fabric: what it cannot run, no template should ask for. */
export function newestVersion(world: World): HostVersion {
  let newest: HostVersion | undefined
  for (const host of world.all('host')) {
    if (host.version === '2012-r2') return host.version
    newest = host.version
  }
  return newest ?? '2012-r2'
}
