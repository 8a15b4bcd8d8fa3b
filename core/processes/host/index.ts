export { hostBootName, hostBootProcess, hostBootS } from './boot.ts'
