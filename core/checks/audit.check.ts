import { auditMax } from '../api/audit-record.ts'
import type { Check } from './types.ts'

/** Audit records come in the order of time, none from the future, and a refused one says why. */
export const auditCheck: Check = {
  name: 'audit',
  find({ world }) {
    let lastMs = -Infinity
    for (const { id, atMs, outcome, refusal } of world.all('audit')) {
      if (atMs < lastMs) return `${id} is out of order`
      if ((outcome === 'refused') !== (refusal !== undefined)) return `${id} does not say why`
      lastMs = atMs
    }
    if (lastMs > world.nowMs) return 'the last record is from the future'
    const count = world.count('audit')
    return count > auditMax ? `${count} audit records are kept` : undefined
  },
}
