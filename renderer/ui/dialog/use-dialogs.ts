import { markRaw, shallowRef, type Component, type ShallowRef } from 'vue'

export interface ConfirmOptions {
  title: string
  text?: string
  /** What will happen, one line each. */
  consequences?: readonly string[]
  /** Marks what cannot be taken back. */
  danger?: boolean
  confirmLabel?: string
  cancelLabel?: string
}

export interface PromptOptions {
  title: string
  label: string
  value?: string
  hint?: string
  confirmLabel?: string
  maxLength?: number
  /** The fault of a value in words; undefined where it is fine. */
  validate?: (value: string) => string | undefined
}

interface DialogBase {
  id: number
  settle(result: unknown): void
}

export type OpenDialog = DialogBase &
  (
    | { kind: 'confirm'; options: ConfirmOptions }
    | { kind: 'prompt'; options: PromptOptions }
    | { kind: 'custom'; component: Component; props: Record<string, unknown> }
  )

type DialogContent =
  | { kind: 'confirm'; options: ConfirmOptions }
  | { kind: 'prompt'; options: PromptOptions }
  | { kind: 'custom'; component: Component; props: Record<string, unknown> }

const stack = shallowRef<readonly OpenDialog[]>([])
let lastId = 0

export interface Dialogs {
  /** True when it was confirmed, false for everything else. */
  confirm(options: ConfirmOptions): Promise<boolean>
  /** The text that was given, undefined when it was cancelled. */
  prompt(options: PromptOptions): Promise<string | undefined>
  /** Shows a component that ends with `emit('close', result)`; undefined when it was cancelled. */
  open<Result>(component: Component, props?: Record<string, unknown>): Promise<Result | undefined>
}

/** Questions to the person, awaited like any other answer. UiDialogHost shows them. */
export function useDialogs(): Dialogs {
  return {
    confirm: async options => (await ask({ kind: 'confirm', options })) === true,
    prompt: async options => (await ask({ kind: 'prompt', options })) as string | undefined,
    open: async <Result>(component: Component, props = {}) =>
      (await ask({ kind: 'custom', component: markRaw(component), props })) as Result | undefined,
  }
}

/** The dialogs that stand open, the topmost last. For UiDialogHost. */
export function openDialogs(): Readonly<ShallowRef<readonly OpenDialog[]>> {
  return stack
}

function ask(content: DialogContent): Promise<unknown> {
  return new Promise(resolve => {
    lastId += 1
    const id = lastId
    const settle = (result: unknown) => {
      stack.value = stack.value.filter(dialog => dialog.id !== id)
      resolve(result)
    }
    stack.value = [...stack.value, { ...content, id, settle }]
  })
}
