import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** Why a data collector set or a log cannot do what was asked of it. */
export const collectorRefusals = {
  'collector.none': refusal(
    409,
    { name: text },
    '{name} names no counter that its owner sees now.',
    'Open its properties and add counters of hosts, VMs or volumes that are there now.',
  ),
  'collector.running': refusal(409, { name: text }, '{name} is running.', 'Stop it first.'),
  'collector.stopped': refusal(409, { name: text }, '{name} is not running.', 'Start it first.'),
  'collector.endless': refusal(
    400,
    { name: text },
    '{name} is to be circular and has no size.',
    'Give the size at which it begins to forget, or let it not be circular.',
  ),
  'collector.schedule-past': refusal(
    400,
    { name: text },
    'The schedule of {name} has no start that is still to come.',
    'Choose a first start after the simulated time of now.',
  ),
  'collector.no-log': refusal(
    404,
    {},
    'There is no log to make a right-sizing report of.',
    'Name a log, or a data collector set that has one.',
  ),
  'log.columns-unknown': refusal(
    404,
    { name: text, column: text },
    'The log {name} has no column {column} that you see.',
    'Choose among the counters that the log shows.',
  ),
  'log.unreadable': refusal(
    409,
    { name: text, problem: text },
    'The log {name} cannot be read: {problem}',
    'Look whether its file is still in the data folder.',
  ),
  'log.recording': refusal(
    409,
    { name: text },
    'The log {name} is still being recorded.',
    'Stop its data collector set first.',
  ),
  'log.bad-file': refusal(
    400,
    { file: text, line: number, cell: number.optional(), where: text, problem: text },
    '{file} cannot be imported: {where}: {problem}',
    'Correct the file, or import what of it can be read.',
  ),
  'log.series-unfit': refusal(
    409,
    { column: text, problem: text },
    '{column} cannot be the workload of a VM: {problem}',
    'Choose a column in percent of a processor, or give another value that stands for 100 %.',
  ),
} as const
