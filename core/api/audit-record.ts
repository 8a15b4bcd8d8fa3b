import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Principal } from '../access/types.ts'
import type { JournalEntry } from '../ports.ts'
import type { World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied } from './handler.ts'

/** Audit records that stay in the world; the journal on disk keeps the commands of all of them. */
export const auditMax = 10000
/** Targets that one record names; a bulk command says how many more there were. */
const targetsMax = 20

/** Leaves the audit record of a journal entry. A replay leaves the same. */
export function recordAudit(
  world: World,
  entry: Omit<JournalEntry, 'seq' | 'wallMs'> & { readonly wallMs?: number },
  caller: Principal,
  applied: Applied,
): void {
  if (!world.fabric) return
  const ids = idsIn(entry.input)
  if (applied.id) ids.unshift(applied.id)
  const named = ids.slice(0, targetsMax)
  const names = named.map(id => (world.findAny(id) as { name?: string } | undefined)?.name ?? id)
  const rest = ids.length > named.length ? ` and ${ids.length - named.length} more` : ''
  world.apply(
    put('audit', {
      id: world.nextId('audit'),
      atMs: entry.timeMs,
      ...(entry.wallMs === undefined ? {} : { wallMs: entry.wallMs }),
      userId: entry.actor.userId as never,
      userName: entry.actor.name,
      roleNames: caller.roles.map(role => role.name).join(', '),
      operation: entry.operation,
      targetIds: named,
      targets: names.length > 0 ? names.join(', ') + rest : nameIn(entry.input),
      outcome: entry.refusal === undefined ? 'done' : 'refused',
      refusal: entry.refusal,
      because: entry.because,
      jobId: applied.jobId,
    }),
  )
  if (world.count('audit') > auditMax) {
    const oldest = world.all('audit').next().value
    if (oldest) world.apply(remove('audit', oldest.id))
  }
}

/** The ids that an input names, in the order of its fields. */
function idsIn(input: unknown): AnyId[] {
  const found: AnyId[] = []
  const look = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      if (/^[a-z]+-[1-9]\d*$/.test(value) && kindOfId(value)) found.push(value as AnyId)
    } else if (Array.isArray(value)) {
      if (depth < 4) value.forEach(item => look(item, depth + 1))
    } else if (value && typeof value === 'object' && depth < 4) {
      Object.values(value).forEach(item => look(item, depth + 1))
    }
  }
  look(input, 0)
  return [...new Set(found)]
}

/** The name that a command without a target gives, such as that of a sign-in. */
function nameIn(input: unknown): string {
  const name = (input as { name?: unknown } | undefined)?.name
  return typeof name === 'string' ? name : ''
}
