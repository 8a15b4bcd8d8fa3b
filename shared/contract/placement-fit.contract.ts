import { z } from 'zod'
import { clusterId, hostGroupId, templateId } from '../domain/index.ts'
import { query } from './operation.ts'

/** What stops the count, on how many of the hosts, with its numbers. */
const fitLimit = z.object({
  code: z.string(),
  hosts: z.number().int(),
  text: z.string(),
  next: z.string(),
})

export const placementFit = z.object({
  /** VMs that fit one after another, each placed as automatic placement would. */
  count: z.number().int(),
  /** Whether so many were tried and more may fit. */
  isCapped: z.boolean(),
  hosts: z.number().int(),
  hiddenHosts: z.number().int(),
  /** By cluster, or by host where it stands alone; the most first. */
  parts: z.array(z.object({ name: z.string(), isCluster: z.boolean(), count: z.number().int() })),
  /** What runs out first, on most of the hosts. */
  binds: fitLimit.optional(),
  /** How many would fit if that were no limit, and what would stop it then. */
  nextLimit: z
    .object({ count: z.number().int(), isCapped: z.boolean(), limit: fitLimit.optional() })
    .optional(),
})
export type PlacementFitView = z.infer<typeof placementFit>

/** Operations of the area `placement` that count what still fits. */
export const placementFitOperations = {
  howManyFit: query(
    '/placement/how-many-fit',
    'How many more VMs of a template or of some hardware fit, and what runs out first',
    'placement.rate',
  )
    .input(
      z.object({
        templateId: templateId.optional(),
        cpuCount: z.number().int().min(1).max(64).optional(),
        memoryMib: z.number().int().min(8).max(1048576).optional(),
        diskGib: z.number().min(0).max(65536).optional(),
        highlyAvailable: z.boolean().optional(),
        hostGroupId: hostGroupId.optional(),
        clusterId: clusterId.optional(),
        /** As if every cluster were to survive so many failures. */
        reserveNodes: z.number().int().min(0).max(63).optional(),
      }),
    )
    .output(placementFit),
}
