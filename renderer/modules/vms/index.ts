export { isOn, stateValue } from './vm-state.ts'
export { memoryPair } from './vm-units.ts'
export { useVmWords, type VmWords } from './use-vm-words.ts'
export { default as VmsView } from './VmsView.vue'
