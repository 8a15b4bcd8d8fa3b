import { z } from 'zod'
import { anyId } from '../domain/index.ts'
import { command, commandAnswer, query } from './operation.ts'

/** The most series that one call reads. */
export const historySeriesMax = 50

const historyFigure = z.enum([
  'cpu',
  'memory',
  'iops',
  'latency',
  'network',
  'watts',
  'queue',
  'used',
])
export type HistoryFigure = z.infer<typeof historyFigure>

/** A figure of a VM, a host or a volume; with `network` that of a virtual network of the host. */
const wanted = z.object({
  objectId: anyId,
  figure: historyFigure,
  network: z.string().min(1).max(200).optional(),
})

const series = wanted.extend({
  /** What the object is called. */
  name: z.string(),
  unit: z.string(),
  /** Averages and maxima of the samples, as many as were asked for; NaN where there is none. */
  average: z.instanceof(Float32Array),
  maximum: z.instanceof(Float32Array),
})

/**
 * The longest ages: both together are 1,536 samples of each figure, which at 1,000 hosts and 25,000
 * VMs stay below 1 GB on the disk (0.55 MiB a sample of all figures, docs/figures.md).
 */
const dayHoursMax = 48
const monthDaysMax = 40
const agesTooLong = (most: string) =>
  `At most ${most}: with more, the history of 25,000 VMs would take more than 1 GB.`

const ages = z.object({
  /** How long samples of five minutes are kept. */
  dayHours: z
    .number()
    .int()
    .min(2)
    .max(dayHoursMax, agesTooLong(`${dayHoursMax} hours`)),
  /** How long samples of an hour are kept. */
  monthDays: z
    .number()
    .int()
    .min(1)
    .max(monthDaysMax, agesTooLong(`${monthDaysMax} days`)),
})

export const historyContract = {
  read: query('/history', 'What objects did, as averages and maxima', 'counter.read')
    .input(
      z
        .object({
          series: z.array(wanted).min(1).max(historySeriesMax),
          fromMs: z.number().int().min(0),
          toMs: z.number().int().min(0),
          points: z.number().int().min(1).max(2000).default(1000),
        })
        .refine(({ fromMs, toMs }) => fromMs < toMs, 'It ends before it begins.'),
    )
    .output(
      z.object({
        fromMs: z.number(),
        everyMs: z.number(),
        /** What is not there, or is not seen, is left out. */
        series: z.array(series),
        asOfMs: z.number(),
      }),
    ),
  ages: query('/history/ages', 'How long history is kept', 'counter.read')
    .input(z.object({}))
    .output(ages),
  setAges: command('/history/set-ages', 'Sets how long history is kept', 'history.configure', {
    undo: 'history.setAges',
  })
    .input(ages)
    .output(commandAnswer),
}
