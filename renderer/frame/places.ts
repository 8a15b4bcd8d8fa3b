import { kindOfId, type ObjectKind } from '../../shared/domain/index.ts'
import {
  mdiAccountGroupOutline,
  mdiAccountOutline,
  mdiAccountKeyOutline,
  mdiChartBoxOutline,
  mdiChartLine,
  mdiCubeOutline,
  mdiDatabaseOutline,
  mdiDisc,
  mdiFileChartOutline,
  mdiFileCogOutline,
  mdiFolderOutline,
  mdiFormatListChecks,
  mdiHarddisk,
  mdiLightbulbOutline,
  mdiMonitor,
  mdiRecordCircleOutline,
  mdiScaleBalance,
  mdiServerNetwork,
  mdiServerNetworkOutline,
  mdiServerOutline,
} from '@mdi/js'

interface Place {
  icon: string
  path: (id: string) => string
}

const selectedIn = (path: string) => (id: string) => `${path}?select=${id}`

const places: Partial<Record<ObjectKind, Place>> = {
  vm: { icon: mdiMonitor, path: id => `/vms/${id}` },
  host: { icon: mdiServerOutline, path: id => `/hosts/${id}` },
  hostgroup: { icon: mdiFolderOutline, path: id => `/vms?scope=${id}` },
  cluster: { icon: mdiServerNetwork, path: id => `/vms?scope=${id}` },
  volume: { icon: mdiDatabaseOutline, path: selectedIn('/storage/volumes') },
  lun: { icon: mdiHarddisk, path: selectedIn('/storage/luns') },
  pool: { icon: mdiServerNetworkOutline, path: selectedIn('/storage/arrays') },
  tip: { icon: mdiLightbulbOutline, path: selectedIn('/pro/tips') },
  job: { icon: mdiFormatListChecks, path: id => `/jobs/${id}` },
  plan: { icon: mdiScaleBalance, path: id => `/plans/${id}` },
  share: { icon: mdiFolderOutline, path: id => `/library/shares?at=${id}` },
  disk: { icon: mdiHarddisk, path: selectedIn('/library/disks') },
  template: { icon: mdiCubeOutline, path: selectedIn('/library/templates') },
  hwprofile: { icon: mdiFileCogOutline, path: selectedIn('/library/hardware') },
  osprofile: { icon: mdiDisc, path: selectedIn('/library/guest-os') },
  chart: { icon: mdiChartBoxOutline, path: id => `/performance?chart=${id}` },
  collector: { icon: mdiRecordCircleOutline, path: selectedIn('/performance/sets') },
  log: { icon: mdiFileChartOutline, path: id => `/performance/logs/${id}` },
  trace: { icon: mdiChartLine, path: selectedIn('/admin/traces') },
  user: { icon: mdiAccountOutline, path: selectedIn('/admin/users') },
  usergroup: { icon: mdiAccountGroupOutline, path: selectedIn('/admin/groups') },
  role: { icon: mdiAccountKeyOutline, path: selectedIn('/admin/roles') },
}

/** Where an object is looked at; undefined for one that has no page. */
export function pathOf(id: string): string | undefined {
  return placeOf(id)?.path(id)
}

/** How the kind of an object is drawn. */
export function iconOf(id: string): string | undefined {
  return placeOf(id)?.icon
}

function placeOf(id: string): Place | undefined {
  const kind = kindOfId(id)
  return kind && places[kind]
}
