import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** Only a guest that runs and lacks memory fetches pages from disk. */
export const pagingCheck: Check = {
  name: 'paging',
  find({ world }) {
    const { run, shortShare, pagingIops } = world.vms.data
    for (const { name, slot } of world.all('vm')) {
      const [share, iops] = [shortShare[slot]!, pagingIops[slot]!]
      if (share < 0 || share >= 1) return `${name} lacks ${share} of its memory`
      if (iops < 0) return `${name} pages ${iops} times a second`
      const mayPage = run[slot] === runCode.running && share > 0
      if (iops > 0 && !mayPage) return `${name} pages and lacks no memory`
    }
    return undefined
  },
}
