import type { BrowserWindow } from 'electron'
import { consoleOrigin } from './console-origin.ts'
import { onNavigation } from './guards.ts'
import {
  remedyOfPath,
  troublePage,
  troublePath,
  type Remedy,
  type Trouble,
} from './trouble-page.ts'

/** Shows a trouble in the console's place, and carries out what the person chooses. */
export class TroubleDesk {
  private trouble: Trouble | undefined
  private consolePage = `${consoleOrigin}/`

  constructor(
    private readonly window: BrowserWindow,
    private readonly act: (remedy: Remedy) => void,
  ) {
    onNavigation(window.webContents, pathname => this.choose(pathname))
  }

  /** The text of the host's page at a path, while there is something to show on it. */
  page(pathname: string): string | undefined {
    if (pathname !== troublePath || this.trouble === undefined) return undefined
    return troublePage(this.trouble)
  }

  /** Puts the trouble in the console's place. The first one stays the one to come back from. */
  show(trouble: Trouble): void {
    if (this.window.isDestroyed()) return
    if (this.trouble === undefined) this.consolePage = this.window.webContents.getURL()
    this.trouble = trouble
    void this.window.loadURL(`${consoleOrigin}${troublePath}`)
  }

  /** Goes back to the page of the console that the trouble took the place of. */
  clear(): void {
    if (this.trouble === undefined || this.window.isDestroyed()) return
    this.trouble = undefined
    void this.window.loadURL(this.consolePage || `${consoleOrigin}/`)
  }

  private choose(pathname: string): boolean {
    const remedy = this.trouble === undefined ? undefined : remedyOfPath(pathname, this.trouble)
    if (remedy === undefined) return false
    this.act(remedy)
    return true
  }
}
