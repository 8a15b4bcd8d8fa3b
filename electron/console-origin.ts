/** The address that the console has inside Electron, and who may speak for it. */

export const consoleScheme = 'app'
export const consoleHost = 'hostward'
export const consoleOrigin = `${consoleScheme}://${consoleHost}`

/** Pages that the host itself makes (`trouble-page.ts`) live below this path. */
export const hostPages = '/-/'

/** What a message says of the frame that sent it. */
export interface MessageSender {
  url: string
  /** No frame is above it. */
  isTopFrame: boolean
  /** It is the frame that the window shows now, not one that was navigated away from. */
  isCurrent: boolean
}

/** Whether an address belongs to the console. `app:` has no origin of its own in Node's URL. */
export function isConsoleUrl(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${consoleScheme}:` && url.host === consoleHost
  } catch {
    return false
  }
}

/**
 * Only the console's own page, in the top frame of its window, may ask the main process anything.
 */
export function isTrustedSender(sender: MessageSender): boolean {
  return sender.isTopFrame && sender.isCurrent && isConsoleUrl(sender.url)
}
