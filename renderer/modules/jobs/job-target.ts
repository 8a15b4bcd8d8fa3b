import { kindOfId, type ObjectKind } from '../../../shared/domain/index.ts'

/** A place of the console where an object can be seen. */
export interface ObjectPlace {
  name: string
  params?: Record<string, string>
  query?: Record<string, string>
}

type Placer = (id: string) => ObjectPlace

const library = (section: string): Placer => id => ({
  name: 'library',
  params: { section },
  query: { id },
})
const administration = (section: string): Placer => id => ({
  name: 'administration',
  params: { section },
  query: { id },
})

const placers: Partial<Record<ObjectKind, Placer>> = {
  vm: id => ({ name: 'vms', params: { vmId: id } }),
  host: id => ({ name: 'hosts', params: { hostId: id } }),
  hostgroup: id => ({ name: 'hosts', query: { scope: id } }),
  cluster: id => ({ name: 'hosts', query: { scope: id } }),
  share: library('shares'),
  disk: library('disks'),
  hwprofile: library('hardware-profiles'),
  osprofile: library('guest-os-profiles'),
  template: library('templates'),
  user: administration('users'),
  usergroup: administration('user-groups'),
  role: administration('roles'),
  job: id => ({ name: 'jobs', params: { jobId: id } }),
}

/** Where the console shows the object; undefined for a kind that has no page. */
export function placeOfObject(id: string | undefined): ObjectPlace | undefined {
  const kind = id ? kindOfId(id) : undefined
  return kind && id ? placers[kind]?.(id) : undefined
}
