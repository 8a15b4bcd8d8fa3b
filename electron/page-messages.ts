/**
 * What crosses between the main process, the preload and the page, besides the port's own traffic.
 */

/** The page asks for a port with a window message; the preload passes it on; main answers. */
export const connectChannel = 'hostward:connect'
/** Main hands a port over; the preload passes it to the page under the same name. */
export const portChannel = 'hostward:port'
/** Main tells the page something; the preload passes it on as a window message. */
export const pageChannel = 'hostward:page'

/** A wish of the desktop that the page carries out: open a page, change the theme. */
export type PageMessage =
  | { type: 'hostward:go'; path: string }
  | { type: 'hostward:theme'; choice: 'light' | 'dark' | 'system' }
