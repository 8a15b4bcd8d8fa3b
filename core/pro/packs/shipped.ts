import type { ProPack } from '../../../shared/domain/index.ts'
import { checkPack } from './check.ts'
import bestPractices from './data/best-practices.pack.json'
import cluster from './data/cluster.pack.json'
import hostPerformance from './data/host-performance.pack.json'
import housekeeping from './data/housekeeping.pack.json'
import licensing from './data/licensing.pack.json'
import storage from './data/storage.pack.json'

/** The packs that come with the product, in the order in which the screen lists them. */
export const shippedPacks: readonly ProPack[] = [
  hostPerformance,
  storage,
  cluster,
  housekeeping,
  bestPractices,
  licensing,
].map(file => {
  const verdict = checkPack(file)
  if ('pack' in verdict) return verdict.pack
  const [first] = verdict.problems
  throw new Error(`Pack ${file.id}, ${first?.path.join('.')}: ${first?.text}`)
})
