import { mdiCheckBold } from '@mdi/js'
import { h, type VNode } from 'vue'

// Cells are drawn with plain elements and no component of their own: a list of forty rows and ten
// columns would otherwise make and keep a thousand of them, and scrolling would pay for it.

/** One drawing of @mdi/js. */
export function iconNode(path: string, sizePx: number, className?: string): VNode {
  const size = { viewBox: '0 0 24 24', width: sizePx, height: sizePx }
  return h('svg', { ...size, class: className, 'aria-hidden': 'true' }, [
    h('path', { d: path, fill: 'currentColor' }),
  ])
}

/** The drawing of a row's checkbox; the cell round it is the target. */
export function checkNode(isOn: boolean): VNode {
  const mark = isOn ? iconNode(mdiCheckBold, 12) : undefined
  return h('span', { class: ['ui-cell__check', { 'ui-cell__check--on': isOn }] }, mark)
}

/** The track and the filled part of a meter. */
export function meterNode(share: number, tone?: string): VNode {
  const percent = (Math.min(1, Math.max(0, share)) * 100).toFixed(1)
  return h('span', { class: 'ui-cell__meter' }, [
    h('i', { class: tone, style: { width: `${percent}%` } }),
  ])
}
