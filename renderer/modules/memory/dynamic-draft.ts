import type { DynamicMemory } from '../../../shared/domain/index.ts'

/** Dynamic memory while it is edited: a field may be empty for a moment. */
export type DynamicDraft = { -readonly [Key in keyof DynamicMemory]: number | undefined }

/** What the switch to dynamic memory begins with: from the startup memory up to four times it. */
export function newDynamicDraft(startupMib = 512, mostMib = 1048576): DynamicDraft {
  const maximumMib = Math.min(mostMib, startupMib * 4)
  return { minimumMib: startupMib, maximumMib, bufferPercent: 20, weight: 5000 }
}

/** The range as the contract takes it; an emptied field takes the contract's default or fails it. */
export function dynamicOf(draft: DynamicDraft | undefined): DynamicMemory | undefined {
  if (!draft) return undefined
  const { minimumMib = 0, maximumMib = 0, bufferPercent = 20, weight = 5000 } = draft
  return { minimumMib, maximumMib, bufferPercent, weight }
}

export function sameDynamic(one?: DynamicMemory, other?: DynamicMemory): boolean {
  const key = (memory?: DynamicMemory) =>
    memory && [memory.minimumMib, memory.maximumMib, memory.bufferPercent, memory.weight].join()
  return key(one) === key(other)
}
