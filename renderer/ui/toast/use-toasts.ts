import { shallowRef, type ShallowRef } from 'vue'
import type { Tone } from '../base/index.ts'

export interface ToastOptions {
  text: string
  tone?: Tone
  /** One thing to do about it, such as taking it back. */
  action?: { label: string; run: () => void }
  /** How long it stays; 0 until it is dismissed. */
  durationMs?: number
}

export interface Toast extends ToastOptions {
  id: number
}

const toasts = shallowRef<readonly Toast[]>([])
const mostAtOnce = 4
const usualDurationMs = 6000
const actionDurationMs = 10_000
let lastId = 0

export interface Toasts {
  /** Shows a message and answers its id. What went wrong stays until it is dismissed. */
  show(options: ToastOptions): number
  dismiss(id: number): void
}

/** Short messages in the corner. UiToastHost shows them. */
export function useToasts(): Toasts {
  return { show, dismiss }
}

/** The messages that stand, the newest last. For UiToastHost. */
export function shownToasts(): Readonly<ShallowRef<readonly Toast[]>> {
  return toasts
}

/** How long a message stays, 0 for ever. */
export function toastDurationMs(options: ToastOptions): number {
  if (options.durationMs !== undefined) return options.durationMs
  if (options.tone === 'crit') return 0
  return options.action ? actionDurationMs : usualDurationMs
}

function show(options: ToastOptions): number {
  lastId += 1
  toasts.value = [...toasts.value, { ...options, id: lastId }].slice(-mostAtOnce)
  return lastId
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter(toast => toast.id !== id)
}
