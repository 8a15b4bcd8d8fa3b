export { byHostGroup, capacityReader, partsOf } from './capacity.ts'
export { Largest, rankVms, topFigureOf } from './top.ts'
