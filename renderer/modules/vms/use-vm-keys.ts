import { useI18n } from 'vue-i18n'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { usePaletteActions, useShortcut, type PaletteAction } from '../../frame/index.ts'
import type { OperationName } from '../../session/index.ts'
import type { VmActions } from './use-vm-actions.ts'
import { plainOperations } from './use-vm-commands.ts'
import { shortcuts } from './vm-action-looks.ts'

export interface VmKeysInput {
  /** Where the keys of a selection are heard. */
  within: () => HTMLElement | null | undefined
  actions: VmActions
  subject: MaybeRefOrGetter<string>
  mayCreate: MaybeRefOrGetter<boolean>
  create: () => void
}

/** The keys of the list of VMs, and what it offers in the command palette. */
export function useVmKeys({ within, actions, subject, mayCreate, create }: VmKeysInput): void {
  const { t } = useI18n({ useScope: 'global' })

  for (const [key, chord] of Object.entries(shortcuts)) {
    useShortcut(chord, () => actions.run(key), { within })
  }
  useShortcut('Alt N', () => {
    if (toValue(mayCreate)) create()
  })

  function lineOf(operation: OperationName) {
    return actions.groups.value.flatMap(group => group.actions).find(one => one.key === operation)
  }

  function offer(operation: OperationName): PaletteAction {
    return {
      run: () => actions.run(operation),
      blockedBecause() {
        const line = lineOf(operation)
        if (!line) return t('vms.chooseSome')
        return line.disabled ? line.detail : undefined
      },
      detail: () => (lineOf(operation) ? toValue(subject) : undefined),
    }
  }

  usePaletteActions(
    Object.fromEntries(
      [...plainOperations, 'vm.migrate' as const, 'vm.console' as const].map(operation => [
        operation,
        offer(operation),
      ]),
    ),
  )
}
