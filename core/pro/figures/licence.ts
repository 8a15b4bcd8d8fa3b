import type { HostRow, World } from '../../world/index.ts'

/** The property of a host that says which edition of Windows it is licensed for. */
const editionProperty = 'Windows edition'
/** And the property that says how many licences it has; one unless it is noted. */
const licencesProperty = 'Windows licences'

/** Running instances that a licence of an edition covers (seed 003); without end for Datacenter. */
const editionGuests: Readonly<Record<string, number>> = {
  ...{ 'hyper-v server': 0, standard: 1, enterprise: 4 },
  datacenter: 1_000_000,
}

/** VMs whose guests need a licence: those with Windows that are not in the recycle bin. */
export function windowsVms(world: World, host: HostRow): number {
  let count = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const vm = world.get('vm', id)
    if (vm.operatingSystem.startsWith('Windows') && !vm.recycled && !vm.stored) count++
  }
  return count
}

const words: Readonly<Record<string, number>> = { one: 1, two: 2, four: 4, eight: 8 }

/**
 * Sockets of a host, as its model says them (`Blade, two quad-core Xeon`); 2 where it does not,
 * what the servers of the seeds have (ours).
 */
export function socketsOf({ model }: Pick<HostRow, 'model'>): number {
  for (const word of model.toLowerCase().split(/[^a-z]+/)) {
    const sockets = words[word]
    if (sockets !== undefined) return sockets
  }
  return 2
}

/** What the licences of a host cover; -1 where nobody said which edition it has. */
export function licensedGuests(host: HostRow): number {
  const edition = propertyOf(host, editionProperty)?.trim().toLowerCase()
  if (edition === undefined || !Object.hasOwn(editionGuests, edition)) return -1
  return editionGuests[edition]! * Math.max(1, Number(propertyOf(host, licencesProperty)) || 1)
}

function propertyOf({ customProperties = {} }: HostRow, name: string): string | undefined {
  return Object.hasOwn(customProperties, name) ? customProperties[name] : undefined
}
