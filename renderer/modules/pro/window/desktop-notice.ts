/** What a person hears of a new tip on the desktop. */
export interface DesktopNotice {
  title: string
  body: string
  /** One with the same tag takes the place of the one before. */
  tag: string
  open(): void
}

/** Whether this window can tell anything on the desktop at all. */
export function canNotify(): boolean {
  return 'Notification' in window
}

/** Asks the person, who sees why: they have just switched it on. */
export async function askToNotify(): Promise<boolean> {
  if (!canNotify()) return false
  if (Notification.permission !== 'default') return Notification.permission === 'granted'
  return (await Notification.requestPermission()) === 'granted'
}

/** Tells it, where the person and the system let us. */
export function notify({ title, body, tag, open }: DesktopNotice): void {
  if (!canNotify() || Notification.permission !== 'granted') return
  const notice = new Notification(title, { body, tag })
  notice.onclick = () => {
    window.focus()
    notice.close()
    open()
  }
}
