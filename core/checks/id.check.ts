import { tableNames } from '../world/index.ts'
import type { Check } from './types.ts'

/** Every row lies under its own id in the table of its kind, and no id is given out again. */
export const idCheck: Check = {
  name: 'id',
  find({ world }) {
    for (const table of tableNames) {
      // Audit records and jobs are many, and have checks of their own.
      if (table === 'fabric' || table === 'audit' || table === 'job') continue
      const last = world.lastNumber(table)
      const prefix = `${table}-`
      for (const { id } of world.all(table)) {
        if (world.find(table, id)?.id !== id || !id.startsWith(prefix)) {
          return `${id} is in the table ${table}`
        }
        if (Number(id.slice(prefix.length)) > last) {
          return `${id} is there, and the last ${table} was ${last}`
        }
      }
    }
    return undefined
  },
}
