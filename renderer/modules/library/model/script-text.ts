/** The same command in the two forms that can be taken away: SCVMM's cmdlets, and the web API. */
export interface Script {
  cmdlets: string
  api: string
}

/** A call of the web API with its whole body. */
export function apiText(path: string, body: unknown): string {
  return [
    `POST ${path}`,
    'Authorization: Bearer <token>',
    'Content-Type: application/json',
    '',
    JSON.stringify(body, undefined, 2),
  ].join('\n')
}

/** A text in double quotes as PowerShell reads it. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`
}

/** A text for the inside of PowerShell's double quotes, whose escape is the grave accent. */
export function escaped(text: string): string {
  return text.replace(/[`"$]/g, character => `\`${character}`).replace(/\r?\n/g, '`n')
}
