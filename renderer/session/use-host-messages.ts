import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { useTheme, type ThemeChoice } from '../theme/index.ts'

const themes: readonly unknown[] = ['light', 'dark', 'system'] satisfies ThemeChoice[]

/** Carries out what the desktop host asks of its page: open a page, change the theme. */
export function useHostMessages(): void {
  const router = useRouter()
  const { choose } = useTheme()

  function onMessage(event: MessageEvent<unknown>): void {
    const isOwn = event.source === window && event.origin === window.location.origin
    const message = event.data as { type?: unknown; path?: unknown; choice?: unknown } | undefined
    if (!isOwn || typeof message !== 'object') return
    const { type, path, choice } = message
    if (type === 'hostward:go' && typeof path === 'string') void router.push(path)
    if (type === 'hostward:theme' && themes.includes(choice)) choose(choice as ThemeChoice)
  }

  window.addEventListener('message', onMessage)
  onScopeDispose(() => window.removeEventListener('message', onMessage))
}
