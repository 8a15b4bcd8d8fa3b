import type { InputOf } from '../../session/index.ts'
import { client } from '../../session/index.ts'
import type { Dialogs } from '../../ui/index.ts'
import CustomiseDialog, { type RatingChoices } from './host/CustomiseDialog.vue'
import { defaultLoad, defaultWeights } from './model/index.ts'

/** Goal, importance and load for one rating of a VM that exists. */
export type CustomRating = Pick<InputOf<'vm.migrationTargets'>, 'goal' | 'weights' | 'load'>

/** Asks for them, beginning with what was chosen before or with what holds in Settings. */
export async function customiseRating(
  dialogs: Dialogs,
  before: CustomRating | undefined,
): Promise<CustomRating | undefined> {
  const settings = before?.goal ? before : await client.placementSettings.get({})
  const start: RatingChoices = {
    goal: settings.goal ?? 'load-balancing',
    weights: { ...defaultWeights, ...settings.weights },
    load: { ...defaultLoad, ...before?.load },
    keepsLoad: before?.load === undefined,
  }
  const props = { start, measured: true }
  const chosen = await dialogs.open<RatingChoices>(CustomiseDialog, props)
  if (!chosen) return undefined
  const { goal, weights, load, keepsLoad } = chosen
  return keepsLoad ? { goal, weights } : { goal, weights, load }
}
