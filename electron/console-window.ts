import { join } from 'node:path'
import { app, BrowserWindow, screen, type Rectangle } from 'electron'
import { placeWindow, smallestSize } from './window-state.ts'
import { readWindowState, writeWindowState } from './window-state-file.ts'

/**
 * Opens the window of the console where it was when it was closed. It shows once it has drawn.
 * @param stateFile keeps size, place and whether it filled the screen
 */
export function openConsoleWindow(stateFile: string): BrowserWindow {
  const place = placeWindow(readWindowState(stateFile), workAreas())
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: Math.min(smallestSize.width, place.bounds.width),
    minHeight: Math.min(smallestSize.height, place.bounds.height),
    show: false,
    icon: join(app.getAppPath(), 'build', 'icons', 'png', '256x256.png'),
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const state = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
    writeWindowState(stateFile, state)
  })
  return window
}

/** Brings a window to the person, whatever was done with it. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(display => display.id !== primary.id)
  return [primary.workArea, ...others.map(display => display.workArea)]
}
