import { hostPages } from './console-origin.ts'
import { noncePlaceholder } from './content-security-policy.ts'
import { texts } from './texts.ts'

/** What a person can do about a trouble. Each is a link on the page that the host catches. */
export type Remedy = 'restart' | 'reload' | 'start-new' | 'quit'

export interface Trouble {
  title: string
  text: string
  /** What the host knows more, as plain text. */
  details: string
  remedies: readonly Remedy[]
}

const remedyTexts: Record<Remedy, string> = {
  restart: texts.restart,
  reload: texts.reload,
  'start-new': texts.startNew,
  quit: texts.quitHostward,
}

export const troublePath = `${hostPages}trouble`

/** The remedy that a link of the page asks for, among those that the trouble offers. */
export function remedyOfPath(pathname: string, trouble: Trouble): Remedy | undefined {
  return trouble.remedies.find(remedy => pathname === `${hostPages}${remedy}`)
}

/**
 * The page that takes the console's place while there is a trouble. It has no code and only the
 * system's colours, so it works when nothing else does.
 */
export function troublePage(trouble: Trouble): string {
  const links = trouble.remedies.map(
    remedy => `<li><a href="${hostPages}${remedy}">${escape(remedyTexts[remedy])}</a></li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escape(trouble.title)} - ${texts.appName}</title>
<style nonce="${noncePlaceholder}">${style}</style>
</head>
<body>
<main>
<h1>${escape(trouble.title)}</h1>
<p>${escape(trouble.text)}</p>
<ul>${links.join('')}</ul>
<h2>${texts.details}</h2>
<pre tabindex="0">${escape(trouble.details)}</pre>
</main>
</body>
</html>
`
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 44rem; margin: 12vh auto 0; padding: 0 24px; }
h1 { font-size: 20px; }
h2 { font-size: 13px; margin-top: 32px; }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
a {
  display: block; padding: 4px 12px; border: 1px solid ButtonBorder; border-radius: 4px;
  background: ButtonFace; color: ButtonText; text-decoration: none;
}
a:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, monospace; }
`

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
