/** The pages of the portal. */
export const portalSections = ['catalogue', 'machines', 'activity'] as const
export type PortalSection = (typeof portalSections)[number]
/** What the portal shows besides: reached from the head, not from the list of pages. */
export type PortalPlace = PortalSection | 'help' | 'account'

/** The page that an address names; the catalogue where it names none. */
export function portalPlaceOf(section: unknown): PortalPlace {
  const places: readonly PortalPlace[] = [...portalSections, 'help', 'account']
  return places.find(one => one === section) ?? 'catalogue'
}

/** The address of a page. */
export function pathOfPlace(place: PortalPlace): string {
  return place === 'catalogue' ? '/portal' : `/portal/${place}`
}
