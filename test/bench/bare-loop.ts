import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { quantile } from './report.ts'

/** The least that a step can cost: typed arrays, one look-up a VM, sums by host and volume. */
function ownLoop(hosts: number, vms: number, steps: number): number {
  const curve = Uint8Array.from({ length: 288 * 512 }, (_, at) => (at * 7919) % 101)
  const used = new Float64Array(hosts)
  const iops = new Float64Array(Math.ceil(vms / 260))
  const [demand, granted, sum] = [0, 1, 2].map(() => new Float64Array(vms)) as Float64Array[]
  const samples: number[] = []
  for (let step = 0; step < steps; step++) {
    const began = performance.now()
    const sample = Math.floor(step / 300) % 287
    const part = (step % 300) / 300
    used.fill(0)
    iops.fill(0)
    for (let vm = 0; vm < vms; vm++) {
      const at = (vm % 512) * 288 + sample
      const first = curve[at]!
      const percent = first + (curve[at + 1]! - first) * part
      demand![vm] = percent
      granted![vm] = percent
      sum![vm] = sum![vm]! + percent
      used[vm % hosts] = used[vm % hosts]! + percent
      iops[vm % iops.length] = iops[vm % iops.length]! + percent
    }
    for (let host = 0; host < hosts; host++) {
      if (used[host]! > 800) used[host] = 800
    }
    samples.push(performance.now() - began)
  }
  return quantile(samples, 0.5)
}

/**
 * Median milliseconds of the reference loop at a size, or of our own where there is no reference.
 */
export function bareLoop(hosts: number, vms: number): { ms: number; against: string } {
  const folder = process.env['HOSTWARD_REFERENCE'] ?? '../shared'
  const script = path.resolve(folder, 'bench/soa-tick.mjs')
  if (!existsSync(script)) return { ms: ownLoop(hosts, vms, 2000), against: 'our own bare loop' }
  const output = execFileSync(process.execPath, [script, String(hosts), String(vms), '1500'], {
    encoding: 'utf8',
  })
  const { msP50 } = JSON.parse(output) as { msP50: number }
  return { ms: msP50, against: 'bare loop soa-tick' }
}
