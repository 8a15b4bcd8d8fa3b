import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** A VM that is off or paused neither asks for anything nor gets anything. */
export const quietCheck: Check = {
  name: 'quiet',
  find({ world }) {
    const { run, demandPercent, grantedPercent } = world.vms.data
    for (const { name, slot, state } of world.all('vm')) {
      if (run[slot] === runCode.running || run[slot] === runCode.starting) continue
      if (demandPercent[slot] !== 0 || grantedPercent[slot] !== 0) {
        return `${name} is ${state} and works`
      }
    }
    return undefined
  },
}
