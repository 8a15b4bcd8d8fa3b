import {
  mdiAccountOutline,
  mdiBackupRestore,
  mdiCameraPlusOutline,
  mdiChartBellCurveCumulative,
  mdiContentSaveOutline,
  mdiContentSaveOffOutline,
  mdiDatabaseArrowRightOutline,
  mdiDeleteForeverOutline,
  mdiDeleteOutline,
  mdiDeleteRestore,
  mdiMemory,
  mdiMonitor,
  mdiPause,
  mdiPlayOutline,
  mdiPowerPlugOffOutline,
  mdiPower,
  mdiRestart,
  mdiStairsUp,
  mdiStepForward,
  mdiSwapHorizontal,
} from '@mdi/js'
import type { OperationName } from '../../session/index.ts'

/** The icons of the pane's lines. */
export const icons: Partial<Record<OperationName, string>> = {
  'vm.console': mdiMonitor,
  'vm.start': mdiPlayOutline,
  'vm.runBootPlan': mdiStairsUp,
  'vm.shutDown': mdiPower,
  'vm.turnOff': mdiPowerPlugOffOutline,
  'vm.pause': mdiPause,
  'vm.resume': mdiStepForward,
  'vm.saveState': mdiContentSaveOutline,
  'vm.discardSavedState': mdiContentSaveOffOutline,
  'vm.reset': mdiRestart,
  'vm.migrate': mdiSwapHorizontal,
  'vm.checkpoint': mdiCameraPlusOutline,
  'vm.checkpointRestore': mdiBackupRestore,
  'vm.migrateStorage': mdiDatabaseArrowRightOutline,
  'vm.setHardware': mdiMemory,
  'vm.setOwner': mdiAccountOutline,
  'vm.assignTrace': mdiChartBellCurveCumulative,
  'vm.delete': mdiDeleteOutline,
  'vm.restore': mdiDeleteRestore,
  'vm.purge': mdiDeleteForeverOutline,
}

/** Keys that do the same as a line. */
export const shortcuts: Readonly<Record<string, string>> = {
  'vm.console': 'C',
  'vm.start': 'S',
  'vm.shutDown': 'D',
  'vm.migrate': 'M',
  'vm.delete': 'Del',
  rename: 'F2',
  properties: 'Alt Enter',
}
