import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** States in which a guest uses its processors. */
const working: ReadonlySet<string> = new Set(['running', 'stopping', 'migrating'])

/** A VM is on exactly one host that exists, in a slot of its own, and the step sees it there. */
export const placeCheck: Check = {
  name: 'place',
  find({ world }) {
    const slots = new Set<number>()
    for (const vm of world.all('vm')) {
      const host = world.find('host', vm.hostId)
      if (!host) return `${vm.name} is on no host`
      if (slots.has(vm.slot)) return `${vm.name} shares slot ${vm.slot}`
      slots.add(vm.slot)
      if (world.vms.data.hostSlot[vm.slot] !== host.slot) return `${vm.name} is on two hosts`
      const runs = world.vms.data.run[vm.slot] === runCode.running
      if (runs !== working.has(vm.state)) return `${vm.name} is ${vm.state}, and the step disagrees`
    }
    return undefined
  },
}
