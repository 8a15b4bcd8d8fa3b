/**
 * Puts a text on the clipboard; answers whether it is there. A host that denies every permission
 * still lets the older command through when a person has clicked.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text)
  }
}

function copyByCommand(text: string): boolean {
  let isTaken = false
  function onCopy(event: ClipboardEvent): void {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isTaken = true
  }
  document.addEventListener('copy', onCopy, true)
  try {
    document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', onCopy, true)
  }
  return isTaken
}
