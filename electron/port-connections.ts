import {
  ipcMain,
  MessageChannelMain,
  type BrowserWindow,
  type IpcMainEvent,
  type WebContents,
} from 'electron'
import type { CoreHost } from '../host/index.ts'
import { isTrustedSender } from './console-origin.ts'
import { connectChannel, portChannel } from './page-messages.ts'
import { relayPorts, type Relay } from './port-relay.ts'

/**
 * One connection to the core for each window: a page that asks again, after a reload or a restart
 * of
 * the core, gets a new one and the old one is closed.
 */
export class PortConnections {
  private readonly relays = new Map<number, Relay>()
  /** Windows that wait for the core to start. Asked twice, it still answers once. */
  private readonly waiting = new Set<number>()

  /** @param runningCore the core, once it runs; undefined where it does not start */
  constructor(private readonly runningCore: () => Promise<CoreHost | undefined>) {}

  /** Answers pages that ask for a port, and only the console's own. */
  listen(): void {
    ipcMain.on(connectChannel, event => {
      if (isTrusted(event)) void this.connect(event.sender)
    })
  }

  /**
   * Closes a window's connection before its page goes away. A page that is torn down with an open
   * port which it hears the end of crashes in Electron before 29.
   */
  watch(window: BrowserWindow): void {
    const { id } = window.webContents
    window.webContents.on('did-start-navigation', event => {
      if (event.isMainFrame && !event.isSameDocument) this.relays.get(id)?.close()
    })
    window.on('close', () => this.relays.get(id)?.close())
  }

  closeAll(): void {
    for (const relay of [...this.relays.values()]) relay.close()
  }

  private async connect(contents: WebContents): Promise<void> {
    if (this.waiting.has(contents.id)) return
    this.waiting.add(contents.id)
    const core = await this.runningCore()
    this.waiting.delete(contents.id)
    if (core === undefined || contents.isDestroyed()) return
    this.relays.get(contents.id)?.close()
    const { port1, port2 } = new MessageChannelMain()
    const corePort = core.connect({ kind: 'window', key: String(contents.id) })
    const relay = relayPorts(port1, corePort, () => {
      if (this.relays.get(contents.id) === relay) this.relays.delete(contents.id)
    })
    this.relays.set(contents.id, relay)
    contents.postMessage(portChannel, undefined, [port2])
  }
}

function isTrusted(event: IpcMainEvent): boolean {
  // Newer Electron answers null for a frame that is gone.
  const frame = event.senderFrame as Electron.WebFrameMain | null
  if (frame === null) return false
  return isTrustedSender({
    url: frame.url,
    isTopFrame: frame.parent === null,
    isCurrent: frame === event.sender.mainFrame,
  })
}
