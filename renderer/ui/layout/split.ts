/**
 * The size of the second pane in px: within its own least size, and leaving the first pane its
 * least. Where both cannot be had, the first pane gives way last.
 */
export function clampPane(
  wantedPx: number,
  wholePx: number,
  leastFirstPx: number,
  leastPx: number,
) {
  return Math.round(Math.max(0, Math.min(Math.max(wantedPx, leastPx), wholePx - leastFirstPx)))
}
