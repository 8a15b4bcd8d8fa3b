import { migrationsMax } from '../processes/migration/rates.ts'
import { openMigrations } from '../processes/migration/slots.ts'
import type { Check } from './types.ts'

/** No host takes part in more migrations at a time than its version allows. */
export const migrationsCheck: Check = {
  name: 'migrations',
  find({ world }) {
    for (const host of world.all('host')) {
      const open = openMigrations(world, host.id).length
      if (open > migrationsMax(host)) return `${host.name} takes part in ${open} migrations`
    }
    return undefined
  },
}
