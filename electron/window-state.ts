/** Where the window was, and where it may be now. Lengths in device-independent pixels. */

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowState {
  bounds: Rectangle
  isMaximized: boolean
}

const preferredSize = { width: 1440, height: 900 }
export const smallestSize = { width: 960, height: 600 }
/** So much of the window's top edge must be on a display that a person can drag it. */
const graspable = { width: 120, height: 32 }

/**
 * Reads a kept state. Whatever is not one, because a write was cut or a hand edited it, is none.
 */
export function parseWindowState(text: string): WindowState | undefined {
  try {
    const kept: unknown = JSON.parse(text)
    if (!isRecord(kept) || !isRecord(kept['bounds'])) return undefined
    const { x, y, width, height } = kept['bounds']
    if (!isLength(x) || !isLength(y) || !isLength(width) || !isLength(height)) return undefined
    if (width <= 0 || height <= 0 || typeof kept['isMaximized'] !== 'boolean') return undefined
    return { bounds: { x, y, width, height }, isMaximized: kept['isMaximized'] }
  } catch {
    return undefined
  }
}

/**
 * The state to open with: the kept one where its display is still there, no larger than that
 * display;
 * otherwise the preferred size in the middle of the primary display.
 * @param kept what was read, or undefined on a first start
 * @param workAreas of the displays, the primary one first
 */
export function placeWindow(
  kept: WindowState | undefined,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): WindowState {
  const isMaximized = kept?.isMaximized ?? false
  const home = workAreas.find(area => kept !== undefined && canGrasp(kept.bounds, area))
  if (kept === undefined || home === undefined) {
    return { bounds: centred(kept?.bounds ?? preferredSize, workAreas[0]), isMaximized }
  }
  const size = fitted(kept.bounds, home)
  const x = clamp(
    kept.bounds.x,
    home.x - size.width + graspable.width,
    right(home) - graspable.width,
  )
  const y = clamp(kept.bounds.y, home.y, home.y + home.height - graspable.height)
  return { bounds: { x, y, ...size }, isMaximized }
}

function canGrasp(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(right(bounds), right(area)) - Math.max(bounds.x, area.x)
  const lowest = area.y + area.height - graspable.height
  // A title bar a little above the display is pulled down again; one far above was on another
  // display.
  return (
    visibleWidth >= graspable.width && bounds.y >= area.y - graspable.height && bounds.y <= lowest
  )
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const { width, height } = fitted(size, area)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  }
}

function fitted(size: { width: number; height: number }, area: Rectangle) {
  return {
    width: Math.min(Math.max(size.width, smallestSize.width), area.width),
    height: Math.min(Math.max(size.height, smallestSize.height), area.height),
  }
}

function right(rectangle: Rectangle): number {
  return rectangle.x + rectangle.width
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
