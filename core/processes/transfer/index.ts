export {
  cutRefusal,
  deployQuotaRefusal,
  deployRefusal,
  storeRefusal,
  transferableRefusal,
} from './checks.ts'
export { asDeployed, filesGib, volumeFor as targetVolume } from './files.ts'
export { forecastTransfer, rateOf } from './forecast.ts'
export { sourceVolume } from './rates.ts'
export { copyFlow } from './steps.ts'
export { ladderOf } from './ladder.ts'
export type { Ladder } from './ladder.ts'
export { backAt, restOf } from './rest.ts'
export { transferName, transferProcess } from './transfer.ts'
export type { Destination, TransferMethod, TransferParameters } from './types.ts'
