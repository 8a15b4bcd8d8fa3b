import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { shortTrace, traceDay, type DayTrace, type TraceDay } from '../../../core/index.ts'
import { unpackTraces } from '../../traces/index.ts'

/** A day of traces and what it is called: its folder or its archive. */
export interface NamedDay {
  readonly name: string
  readonly day: TraceDay
}

/** Why there is no day, in words for a person. */
export class NoDay extends Error {}

const archive = /\.(tar|tgz|txz|tar\.gz|tar\.xz)$/i
/** What lies beside traces and is none. */
const aside = /^\.|\.md$/i

/** Where days are looked for unless the command says where. */
export function defaultTraces(): string {
  return join(process.env['HOSTWARD_REFERENCE'] ?? '../shared', 'data', 'planetlab')
}

/**
 * The days at a path: that of an archive; or of a folder its own trace files, its archives and its
 * folders, a day each, by name.
 * @throws NoDay that says what is wrong with which path or file
 */
export async function daysAt(path: string): Promise<NamedDay[]> {
  const sources = sourcesOf(path)
  const days: NamedDay[] = []
  for (const { name, files } of sources) days.push(...(await daysOf(name, files)))
  if (days.length > 0) return days
  throw new NoDay(`${path} holds no trace. A trace is a text file of 288 percentages, a line each.`)
}

interface Source {
  readonly name: string
  readonly files: readonly string[]
}

function sourcesOf(path: string): Source[] {
  if (!existsSync(path)) {
    throw new NoDay(`There is no ${path}. Give a folder or an archive of traces with --traces.`)
  }
  if (!statSync(path).isDirectory()) return [{ name: dayName(path), files: [path] }]
  const entries = readdirSync(path)
    .filter(name => !aside.test(name))
    .sort()
    .map(name => join(path, name))
  const folders = entries.filter(entry => statSync(entry).isDirectory())
  const files = entries.filter(entry => !folders.includes(entry))
  const own = files.filter(file => !archive.test(file))
  return [
    ...(own.length > 0 ? [{ name: dayName(path), files: own }] : []),
    ...files
      .filter(file => archive.test(file))
      .map(file => ({ name: dayName(file), files: [file] })),
    ...folders.flatMap(folder => filesIn(folder)),
  ]
}

function filesIn(folder: string): Source[] {
  const files = readdirSync(folder)
    .filter(name => !aside.test(name) && !archive.test(name))
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile())
  return files.length > 0 ? [{ name: dayName(folder), files }] : []
}

function dayName(path: string): string {
  return basename(resolve(path)).replace(archive, '')
}

async function daysOf(name: string, files: readonly string[]): Promise<NamedDay[]> {
  const contents = files.map(file => ({
    path: basename(file),
    contentBase64: readFileSync(file).toString('base64'),
  }))
  const traces = await unpackTraces(name, contents)
  if (!Array.isArray(traces)) throw new NoDay(`${traces.text} ${traces.next}`)
  const folders = new Map<string, DayTrace[]>()
  for (const trace of traces) {
    const folder = trace.name.includes('/') ? trace.name.replace(/\/[^/]*$/, '') : name
    folders.set(folder, [...(folders.get(folder) ?? []), trace])
  }
  return [...folders].map(([folder, inside]) => ({ name: folder, day: checkedDay(inside) }))
}

function checkedDay(traces: readonly DayTrace[]): TraceDay {
  const short = shortTrace(traces)
  if (!short) return traceDay(traces)
  throw new NoDay(
    `${short.name} holds ${short.samples.length} readings, and a day has 288. Give whole days.`,
  )
}
