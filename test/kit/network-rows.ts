import type { FaultKind } from '../../shared/domain/index.ts'
import type { ClusterNetwork, World } from '../../core/world/index.ts'
import { put } from '../../core/world/index.ts'

/** A network of a cluster as seed 002 shows it; `public` has a default gateway. */
export function clusterNetwork(
  number: number,
  kind: 'public' | 'private',
  more: Partial<ClusterNetwork> = {},
): ClusterNetwork {
  return {
    name: `Cluster Network ${number}`,
    role: kind === 'public' ? 3 : 1,
    metric: 0,
    autoMetric: true,
    hasGateway: kind === 'public',
    subnet: `10.${number}.1.0/24`,
    description: '',
    ...more,
  }
}

/** Begins a fault at once; answers a function that ends it. */
export function strike(
  world: World,
  kind: FaultKind,
  targetId: `host-${number}` | `cluster-${number}`,
  part?: string,
  amount?: number,
): () => void {
  const id = world.nextId('fault')
  const row = { id, kind, targetId, targetName: '', part, amount, ownerName: 'test' }
  const beginMs = world.nowMs
  world.apply(put('fault', { ...row, status: 'active', beginMs }))
  return () => {
    world.apply(put('fault', { ...row, status: 'ended', beginMs, endMs: world.nowMs }))
  }
}
