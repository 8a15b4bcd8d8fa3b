import { proLimits, proPack, type ProPack } from '../../../../shared/domain/index.ts'

const mostProblems = 12

/** A pack from the text of a file, or what keeps it from being one, each with its place. */
export function readPackFile(text: string): { pack: ProPack } | { problems: string[] } {
  if (text.length > proLimits.packBytes) {
    const limit = proLimits.packBytes / 1024
    return {
      problems: [`The file has ${Math.ceil(text.length / 1024)} KiB, and ${limit} is the most`],
    }
  }
  const value = parsed(text)
  if (value instanceof Error) return { problems: [value.message] }
  const result = proPack.safeParse(value)
  if (result.success) return { pack: result.data }
  const problems = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return { problems: problems.slice(0, mostProblems) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}
