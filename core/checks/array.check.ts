import type { Check } from './types.ts'

/** An array uses no more ports than it has, and disks of a host are of a host that is there. */
export const arrayCheck: Check = {
  name: 'array',
  find({ world }) {
    for (const { name, ports, activePorts, hostId } of world.all('array')) {
      if (activePorts > ports.length) return `${name} uses ${activePorts} of ${ports.length} ports`
      if (hostId && !world.find('host', hostId)) return `${name} has lost its host`
    }
    return undefined
  },
}
