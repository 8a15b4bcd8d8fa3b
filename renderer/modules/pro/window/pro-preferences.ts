import { reactive, watch } from 'vue'
import { readKept, writeKept } from '../../../ui/index.ts'

export interface ProPreferences {
  /** Show the PRO window when new tips are created. */
  opensWindow: boolean
  /** Tell of new tips on the desktop. */
  notifies: boolean
}

/** Nobody asked for either, so a new person has both off. */
const usual: ProPreferences = { opensWindow: false, notifies: false }
const known = new Map<string, ProPreferences>()

/** How a person wants to hear of new tips, kept in this browser for each account. */
export function useProPreferences(accountId: string): ProPreferences {
  const before = known.get(accountId)
  if (before) return before
  const name = `pro.preferences.${accountId}`
  const preferences = reactive({ ...usual, ...readKept<Partial<ProPreferences>>(name) })
  watch(preferences, value => writeKept(name, { ...value }), { flush: 'sync' })
  known.set(accountId, preferences)
  return preferences
}
