import { runCode } from '../world/index.ts'
import { nameAt } from './name-at.ts'
import type { Check } from './types.ts'

/** A VM that is off or paused neither asks for anything nor gets anything. */
export const quietCheck: Check = {
  name: 'quiet',
  find({ world }) {
    const { run, demandPercent, grantedPercent } = world.vms.data
    const count = world.vms.length
    for (let slot = 0; slot < count; slot++) {
      if (demandPercent[slot] === 0 && grantedPercent[slot] === 0) continue
      if (run[slot] === runCode.running || run[slot] === runCode.starting) continue
      return `${nameAt(world, slot)} works and does not run`
    }
    return undefined
  },
}
