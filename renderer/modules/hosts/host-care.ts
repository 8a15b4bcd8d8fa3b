import type { HostId } from '../../../shared/domain/index.ts'

/** How a host is emptied, and whether its VMs come back after its restart. */
export interface CareChoice {
  mode: 'migrate' | 'save'
  bringBack: boolean
  /** What a restart installs before. */
  servicePack?: 1
}

/** A cluster as its dialog makes it. */
export interface NewCluster {
  name: string
  hostIds: HostId[]
}
