import type { Ref } from 'vue'
import type { HostGroupId } from '../../../../shared/domain/index.ts'

/** The group that the properties are of. */
export interface GroupAbout {
  hostGroupId: HostGroupId
  name: string
  /** The root follows nothing, and stays where it is. */
  isRoot: boolean
}

/** What the frame asks of a tab; the rest of it is between the tab's state and its panel. */
export interface GroupTabState {
  /** Whether there is something to save, and whether it can be saved as it stands. */
  isChanged: Readonly<Ref<boolean>>
  isValid: Readonly<Ref<boolean>>
  isBusy: Readonly<Ref<boolean>>
  /** What went wrong, in words. */
  fault: Readonly<Ref<string | undefined>>
  save(): Promise<boolean>
}

/** Settings of a group while they are edited, against what the group has. */
export interface SettingsChange {
  inherits: boolean
  /** The root follows nothing, so its settings are its own before any are saved. */
  isRoot: boolean
  /** Whether the group has settings of its own now. */
  isOwn: boolean
  /** Whether the settings being edited say what is in force. */
  isSame: boolean
}

/** Whether saving would change what the group has. */
export function isSettingsChange({ inherits, isRoot, isOwn, isSame }: SettingsChange): boolean {
  if (inherits) return isOwn
  return !isSame || (!isOwn && !isRoot)
}
