import { mdiArrowRight, mdiBellOffOutline, mdiCancel, mdiPlay } from '@mdi/js'
import { computed, reactive, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { TipDetails } from '../../../../shared/contract/index.ts'
import type { TipId } from '../../../../shared/domain/index.ts'
import { pathOf } from '../../../frame/index.ts'
import { useCommand } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import type { ProAction } from '../pro-action.ts'
import ImplementDialog from './ImplementDialog.vue'
import WaiveDialog from './WaiveDialog.vue'

export interface TipActionsInput {
  ids: () => readonly TipId[]
  /** The one tip that is chosen, once it is known. */
  tip: () => TipDetails | undefined
  onDone: () => void
}

/** Something that can be done with a tip, for a button. */
export interface TipAction {
  isPermitted: boolean
  isRunning: boolean
  blockedBecause: string | undefined
  run(): Promise<void>
}

export interface TipActions {
  /** The lines of the Actions pane. */
  actions: ComputedRef<ProAction[]>
  ofTip: { implement: TipAction; dismiss: TipAction; waive: TipAction }
}

const icons: Record<Verb, string> = {
  implement: mdiPlay,
  dismiss: mdiCancel,
  waive: mdiBellOffOutline,
}
type Verb = 'implement' | 'dismiss' | 'waive'

/** Implement, dismiss and waive, of one tip or of several, each with why it is not possible. */
export function useTipActions({ ids, tip, onDone }: TipActionsInput): TipActions {
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const dialogs = useDialogs()
  const subject = () => {
    const one = tip()
    return one ? `${one.sourceName}: ${one.name}` : t('pro.tips.count', ids().length)
  }
  const commands = {
    implement: useCommand('pro.implement', { subject }),
    dismiss: useCommand('pro.dismiss', { subject }),
    waive: useCommand('pro.waive', { subject }),
  }

  /** Of several tips the answer of the command says which were refused, and why. */
  function blocked(verb: Verb): string | undefined {
    if (ids().length === 0) return t('pro.chooseOne')
    if (ids().length > 1) return verb === 'waive' ? t('pro.chooseOnlyOne') : undefined
    const possibility = tip()?.actions[verb]
    if (!possibility) return t('pro.loading')
    return possibility.isPossible ? undefined : (possibility.why ?? t('pro.notPossible'))
  }

  async function implement(): Promise<void> {
    if (blocked('implement')) return
    const tipIds = [...ids()]
    const isSure = await dialogs.open(ImplementDialog, { tip: tip(), count: tipIds.length })
    if (!isSure) return
    await commands.implement.run({ tipIds })
    onDone()
  }

  async function dismiss(): Promise<void> {
    if (blocked('dismiss')) return
    await commands.dismiss.run({ tipIds: [...ids()] })
    onDone()
  }

  async function waive(): Promise<void> {
    const one = tip()
    if (blocked('waive') || !one) return
    if (await dialogs.open(WaiveDialog, { tip: one })) onDone()
  }

  const runs = { implement, dismiss, waive }
  function action(verb: Verb): TipAction {
    return reactive({
      isPermitted: commands[verb].isPermitted,
      isRunning: commands[verb].isRunning,
      blockedBecause: computed(() => blocked(verb)),
      run: runs[verb],
    })
  }
  const ofTip = {
    implement: action('implement'),
    dismiss: action('dismiss'),
    waive: action('waive'),
  }
  return {
    ofTip,
    actions: computed(() => {
      const verbs = Object.entries(ofTip) as [Verb, TipAction][]
      const one = tip()
      const lines = verbs.flatMap(([verb, what]) => tipLine(verb, what, one, t))
      const path = one && pathOf(one.sourceId)
      if (path) lines.push(sourceLine(one.sourceName, () => void router.push(path), t))
      const [first, ...others] = lines
      if (!first || ids().length === 0) return lines
      return [{ ...first, heading: subject() }, ...others]
    }),
  }
}

type Translate = (key: string) => string

/** An action without its right is not there; one that is not possible says why. */
function tipLine(
  verb: Verb,
  { isPermitted, isRunning, blockedBecause, run }: TipAction,
  tip: TipDetails | undefined,
  t: Translate,
): ProAction[] {
  if (!isPermitted) return []
  return [
    {
      key: verb,
      label: t(verb === 'waive' ? 'pro.waive.dots' : `pro.${verb}`),
      icon: icons[verb],
      detail: blockedBecause ?? (verb === 'implement' ? tip?.summary : undefined),
      disabled: blockedBecause !== undefined,
      busy: isRunning,
      run: () => void run(),
    },
  ]
}

function sourceLine(detail: string, run: () => void, t: Translate): ProAction {
  return { key: 'source', label: t('pro.showSource'), icon: mdiArrowRight, detail, run }
}
