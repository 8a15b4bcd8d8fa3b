import type { HostId } from '../../../shared/domain/index.ts'

/** How a host is emptied, and whether its VMs come back after its restart. */
export interface CareChoice {
  mode: 'migrate' | 'save'
  /** VMs that would move and find no room are saved. */
  savesRest: boolean
  bringBack: boolean
  /** What a restart installs before. */
  servicePack?: 1
}

/** What comes back when maintenance mode ends. */
export interface ReturnChoice {
  bringBack: boolean
  startsSaved: boolean
}

/** A cluster as its dialog makes it. */
export interface NewCluster {
  name: string
  hostIds: HostId[]
}
