export { arrayOf, linkMibPerS, poolsOf, randomIopsOf, throughputMibPerS } from './figures.ts'
