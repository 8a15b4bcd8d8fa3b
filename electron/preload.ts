/**
 * Hands the page one port to the core, and nothing that is named after a feature. Runs sandboxed.
 * A page that wants a new port after the old one closed posts `hostward:connect` to its own window.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { connectChannel, pageChannel, portChannel } from './page-messages.ts'

let asked = false

function askForPort(): void {
  asked = true
  ipcRenderer.send(connectChannel)
}

contextBridge.exposeInMainWorld('hostward', { platform: process.platform })

ipcRenderer.on(portChannel, event => {
  window.postMessage(portChannel, location.origin, [...event.ports])
})

ipcRenderer.on(pageChannel, (_event, message: unknown) => {
  window.postMessage(message, location.origin)
})

window.addEventListener('message', event => {
  const isOwn = event.source === window && event.origin === location.origin
  if (isOwn && event.data === connectChannel) askForPort()
})

// The page's module has run by now and listens, whether it asks by itself or waits.
window.addEventListener('DOMContentLoaded', () => {
  if (!asked) askForPort()
})
