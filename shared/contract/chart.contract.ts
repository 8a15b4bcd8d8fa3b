import { z } from 'zod'
import { chartId, chartSpec, roleId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

const savedChart = z.object({
  id: chartId,
  name: z.string(),
  ownerName: z.string(),
  /** The caller may change and remove it. */
  isMine: z.boolean(),
  roleId: roleId.optional(),
  roleName: z.string().optional(),
  /** Without lines of what lies outside the caller's scope; its owner sees all that was saved. */
  view: chartSpec,
  hiddenLines: z.number().int(),
})
export type SavedChart = z.infer<typeof savedChart>

export const chartContract = {
  list: query('/charts', 'Saved charts of the caller and of the roles they are in', 'counter.read')
    .input(z.object({}))
    .output(z.object({ charts: z.array(savedChart) })),
  save: command('/charts/save', 'Saves charts under a name', 'counter.read', {
    undo: 'chart.remove',
  })
    .input(
      z.object({
        /** Replaces this one; a new one where absent. */
        chartId: chartId.optional(),
        name: z.string().trim().min(1).max(100),
        /** Its members see it too; the caller is one of them, or administers everything. */
        roleId: roleId.optional(),
        view: chartSpec,
      }),
    )
    .output(commandAnswer)
    .errors(
      declared('chart.name-taken', 'chart.not-yours', 'chart.other-role', 'counter.bad-path'),
    ),
  remove: command('/charts/remove', 'Removes a saved chart', 'counter.read', {
    undo: 'chart.save',
  })
    .input(z.object({ chartId }))
    .output(commandAnswer)
    .errors(declared('chart.not-yours')),
}
