import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { remark } from './report.ts'

/** Pythons that may have SimPy (Debian's python3-simpy3). */
const pythons = ['/usr/bin/python3', 'python3']

/**
 * VM updates a second of the reference simulator with one process a VM; undefined, with a remark,
 * where the reference or SimPy is not there.
 */
export function simpyUpdatesPerS(hosts: number, vms: number): number | undefined {
  const folder = process.env['HOSTWARD_REFERENCE'] ?? '../shared'
  const script = path.resolve(folder, 'bench/simpy_tick.py')
  if (!existsSync(script)) return undefined
  for (const python of pythons) {
    const run = spawnSync(python, [script, String(hosts), String(vms), '20', '1'], {
      encoding: 'utf8',
    })
    const found = /'vmUpdatesPerS':(\d+)/.exec(run.stdout ?? '')
    if (found) return Number(found[1])
  }
  remark('SimPy is not there: no rival for vm-updates-25000')
  return undefined
}
