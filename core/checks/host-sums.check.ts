import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** The count of running VMs of a host is that of its VMs. */
export const hostSumsCheck: Check = {
  name: 'host-sums',
  find({ world }) {
    const { run, hostSlot } = world.vms.data
    const running = new Int32Array(world.hosts.length)
    for (const { slot } of world.all('vm')) {
      if (run[slot] !== runCode.off) running[hostSlot[slot]!]!++
    }
    const { runningVms } = world.hosts.data
    for (const { name, slot } of world.all('host')) {
      if (runningVms[slot] !== running[slot]) {
        return `${name} counts ${runningVms[slot]} running VMs, and has ${running[slot]}`
      }
    }
    return undefined
  },
}
