import type { TableName } from '../world/index.ts'
import type { Check } from './types.ts'

const tables = ['host', 'cluster', 'user', 'usergroup', 'role', 'template'] as const

/** Names that people choose by are there once: of hosts, clusters, users, roles and templates. */
export const nameCheck: Check = {
  name: 'name',
  find({ world }) {
    for (const table of tables satisfies readonly TableName[]) {
      const seen = new Set<string>()
      for (const { name } of world.all(table)) {
        const key = name.toLowerCase()
        if (seen.has(key)) return `there are two of ${table} named ${name}`
        seen.add(key)
      }
    }
    return undefined
  },
}
