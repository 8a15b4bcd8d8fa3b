import { shell, type App, type Session, type WebContents } from 'electron'
import { isConsoleUrl } from './console-origin.ts'
import { mayOpenOutside } from './external-links.ts'
import { mayHave } from './permissions.ts'

/**
 * The console tells of new PRO tips on the desktop, which a person switches on in the page. It
 * needs no camera, no place and no device: everything else is denied.
 */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayHave(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin))
  session.setDevicePermissionHandler(() => false)
}

/**
 * Keeps every page of the app on the console's own address, whatever creates it: no new windows, no
 * embedded views, no navigation. A link to known documentation opens in the system's browser.
 */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.on('will-navigate', keepInside)
    contents.on('will-redirect', keepInside)
  })
}

/** Opens documentation that the console is known to cite; anything else is dropped. */
export function openOutside(url: string): void {
  if (mayOpenOutside(url)) void shell.openExternal(url)
}

/** Tells what `will-navigate` says, so that the host's own pages can be acted on. */
export function onNavigation(contents: WebContents, listener: (pathname: string) => boolean): void {
  contents.on('will-navigate', event => {
    if (isConsoleUrl(event.url) && listener(new URL(event.url).pathname)) event.preventDefault()
  })
}

function keepInside(event: { url: string; preventDefault(): void }): void {
  if (isConsoleUrl(event.url)) return
  event.preventDefault()
  openOutside(event.url)
}
