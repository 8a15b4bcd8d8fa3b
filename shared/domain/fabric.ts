import { z } from 'zod'

/** The fabrics that a first run offers. */
export const fabricKinds = [
  'poc-lab',
  'state-agency',
  'state-agency-san',
  'enterprise',
  'enterprise-xl',
  'empty',
] as const
export type FabricKind = (typeof fabricKinds)[number]
export const fabricKind = z.enum(fabricKinds)

/** Host operating system generations that differ in limits (facts 7.1). */
export const hostVersions = ['2008-r2', '2012-r2'] as const
export type HostVersion = (typeof hostVersions)[number]

/** Limits of a host version (facts 7.1): the most a host, a VM or a cluster may have. */
export const hostLimits: Record<
  HostVersion,
  { vcpusPerVm: number; memoryMibPerVm: number; runningVmsPerHost: number; clusterNodes: number }
> = {
  '2008-r2': { vcpusPerVm: 4, memoryMibPerVm: 65536, runningVmsPerHost: 384, clusterNodes: 16 },
  '2012-r2': { vcpusPerVm: 64, memoryMibPerVm: 1048576, runningVmsPerHost: 1024, clusterNodes: 64 },
}
