export { addS, hostAddName, hostAddProcess } from './add.ts'
export { hostBootName, hostBootProcess } from './boot.ts'
export { forecastRestart, hostRestartName, hostRestartProcess } from './restart.ts'
export type { RestartParameters } from './restart.ts'
