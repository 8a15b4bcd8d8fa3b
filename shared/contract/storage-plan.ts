import { z } from 'zod'
import type {
  ArrayId,
  HostId,
  LunId,
  PoolId,
  SnapshotId,
  UserGroupId,
  VolumeId,
} from '../domain/index.ts'
import {
  arrayId,
  diskKind,
  fileSystem,
  hostId,
  lunId,
  poolId,
  raidLevel,
  volumeId,
  volumeLayout,
} from '../domain/index.ts'
import { refusalView } from '../refusals/index.ts'

/** What an earlier step of the same plan makes: `step-2` is the object of the second step. */
export type StepReference = `step-${number}`
const stepReference = z.string().regex(/^step-[1-9]\d?$/) as unknown as z.ZodType<
  StepReference,
  StepReference
>

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N} ._:()#-]+$/u)
const sizeGib = z.number().min(1).max(1_048_576)
const hostIds = z.array(hostId).min(1).max(1000)

/** One change of the storage. Several of them make a plan that is committed whole or not at all. */
export const storageStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create-pool'),
    arrayId,
    name,
    raid: raidLevel,
    diskKind,
    disks: z.number().int().min(1).max(240),
    diskGib: z.number().min(10).max(20000),
  }),
  z.object({ kind: z.literal('delete-pool'), poolId }),
  z.object({
    kind: z.literal('create-lun'),
    poolId: z.union([poolId, stepReference]),
    name,
    sizeGib,
    isThin: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('grow-lun'), lunId, sizeGib }),
  z.object({ kind: z.literal('delete-lun'), lunId }),
  z.object({
    kind: z.literal('create-volume'),
    name,
    layout: volumeLayout,
    fileSystem,
    lunIds: z
      .array(z.union([lunId, stepReference]))
      .min(1)
      .max(32),
    hostIds,
    /** The node that owns or coordinates it at first; the first host where none is named. */
    ownerHostId: hostId.optional(),
  }),
  z.object({ kind: z.literal('add-lun'), volumeId, lunId: z.union([lunId, stepReference]) }),
  z.object({ kind: z.literal('change-layout'), volumeId, layout: volumeLayout }),
  z.object({ kind: z.literal('rename-volume'), volumeId, name }),
  z.object({
    kind: z.literal('map-volume'),
    volumeId: z.union([volumeId, stepReference]),
    hostIds,
  }),
  z.object({ kind: z.literal('unmap-volume'), volumeId, hostIds }),
  z.object({ kind: z.literal('delete-volume'), volumeId }),
])
export type StorageStep = z.output<typeof storageStep>
export type StorageStepKind = StorageStep['kind']

/** The most steps of one plan. */
const stepsMax = 40
export const storageSteps = z.object({ steps: z.array(storageStep).min(1).max(stepsMax) })

/** What something needs, and what there is of it. */
export const storageNeed = z.object({
  what: z.string(),
  needGib: z.number(),
  freeGib: z.number(),
  capacityGib: z.number(),
})

/** What an operation on the storage would do and take at this moment. */
export const storageForecast = z.object({
  /** Each step as a sentence, with its time. */
  steps: z.array(z.object({ kind: z.string(), text: z.string(), durationS: z.number() })),
  durationS: z.number(),
  /** Data that is moved, and the operations that the disks do besides. */
  movedGib: z.number(),
  operations: z.number(),
  /** Mean latency of a request before, and while it runs; of the busiest volume it touches. */
  latencyMs: z.object({ before: z.number(), during: z.number() }).optional(),
  needs: z.array(storageNeed),
  /** What holds afterwards, such as the new capacity. */
  results: z.array(z.string()),
  warnings: z.array(z.string()),
  /** How the figures come about, a sentence each, with what is published and what is ours. */
  explanation: z.array(z.string()),
  /** Why it cannot be done, and the step, counted from 1, that it fails at. */
  blockedBecause: refusalView.optional(),
  blockedStep: z.number().int().optional(),
})
export type StorageForecast = z.infer<typeof storageForecast>

/** Ids that a storage step names. */
export type StorageId = ArrayId | PoolId | LunId | VolumeId | HostId | SnapshotId | UserGroupId
