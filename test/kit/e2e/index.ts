/**
 * What end-to-end specs are made of: a host in a process of its own, and a person at its window.
 */
export * from './at-the-console.ts'
export { desktopOf, setupFlags, story, type Story } from './fixture.ts'
export { administrator, type Account, type Host, type RawWire } from './host.ts'
export { fillOffice, people } from './office.ts'
export { screenshot } from './screenshots.ts'
export { capture, captureLayer } from './views.ts'
export { t } from './words.ts'
