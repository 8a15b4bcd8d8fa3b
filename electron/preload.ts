/**
 * Hands the page one port to the core, and nothing that is named after a feature. Runs sandboxed.
 * A page that wants a port, the first or a new one, posts `hostward:connect` to its own window.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { connectChannel, pageChannel, portChannel } from './page-messages.ts'

contextBridge.exposeInMainWorld('hostward', { platform: process.platform })

ipcRenderer.on(portChannel, event => {
  window.postMessage(portChannel, location.origin, [...event.ports])
})

ipcRenderer.on(pageChannel, (_event, message: unknown) => {
  window.postMessage(message, location.origin)
})

window.addEventListener('message', event => {
  const isOwn = event.source === window && event.origin === location.origin
  if (isOwn && event.data === connectChannel) ipcRenderer.send(connectChannel)
})
