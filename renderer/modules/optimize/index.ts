export { usePropose } from './use-propose.ts'
