export { cloneName, cloneProcess, cloneRefusal, forecastClone } from './clone.ts'
export type { CloneParameters } from './clone.ts'
