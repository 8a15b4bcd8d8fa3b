import { isConsoleUrl } from './console-origin.ts'

/**
 * Whether a page may have a permission: notifications, for the console's own page, and nothing else.
 * @param address of the page that asks
 */
export function mayHave(permission: string, address: string): boolean {
  return permission === 'notifications' && isConsoleUrl(address)
}
