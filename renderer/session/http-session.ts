import { createORPCErrorFromJson, isORPCErrorJson } from '@orpc/client'

/** Begins and ends the session of a browser, which lives in a cookie that no script can read. */
export interface HttpSession {
  /** Rejects with the refusal that the host answers. */
  post(path: string, body: unknown): Promise<void>
}

/** Posts to the host of the page with the token that proves that the page asked. */
export function httpSession(ask: typeof fetch): HttpSession {
  async function csrfToken(): Promise<string> {
    const answer = await ask('/api/session/csrf', { credentials: 'same-origin' })
    if (!answer.ok) throw new Error(`The host gave no token: ${answer.status}`)
    const { token } = (await answer.json()) as { token: string }
    return token
  }

  return {
    async post(path, body) {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': await csrfToken() }
      const answer = await ask(path, {
        method: 'POST',
        credentials: 'same-origin',
        headers,
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw await refusalOfAnswer(answer)
    },
  }
}

async function refusalOfAnswer(answer: Response): Promise<Error> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (isORPCErrorJson(body)) return createORPCErrorFromJson(body)
  return new Error(`The host answered ${answer.status}.`)
}
