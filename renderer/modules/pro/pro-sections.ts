import {
  mdiBellOffOutline,
  mdiLightbulbOutline,
  mdiPackageVariantClosed,
  mdiScriptTextOutline,
} from '@mdi/js'

export const proSectionKeys = ['tips', 'rules', 'packs', 'waivers'] as const
export type ProSectionKey = (typeof proSectionKeys)[number]

/** The parts of the PRO workspace, in the order in which they are listed. */
export const proSections: readonly { key: ProSectionKey; icon: string }[] = [
  { key: 'tips', icon: mdiLightbulbOutline },
  { key: 'rules', icon: mdiScriptTextOutline },
  { key: 'packs', icon: mdiPackageVariantClosed },
  { key: 'waivers', icon: mdiBellOffOutline },
]

/** The part that a path names, or else the first. */
export function proSectionOf(wanted: unknown): ProSectionKey {
  return proSectionKeys.find(key => key === wanted) ?? 'tips'
}
