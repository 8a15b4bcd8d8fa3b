import type {
  ClusterNetworking,
  ClusterNetworkView,
  NetworkOutcome,
} from '../../../shared/contract/index.ts'
import type { TrafficClass } from '../../../shared/domain/index.ts'

/** Sizes of the drawing, in pixels. */
const labelPx = 176
const trafficPx = 208
const laneTopPx = 76
const lanePx = 62
const hostTopPx = 12
const hostHeightPx = 28
const hostsMost = 16
const pitchMostPx = 116

export interface MapHost {
  key: string
  name: string
  x: number
  width: number
}

export interface MapLink {
  key: string
  x: number
  fromY: number
  toY: number
  isUp: boolean
  title: string
}

export interface MapChip {
  traffic: TrafficClass
  x: number
  y: number
  width: number
  /** It takes another network than now. */
  isMoved: boolean
}

export interface MapLane {
  network: ClusterNetworkView
  y: number
  /** Down now, or in the failure that is looked at. */
  isDown: boolean
  chips: MapChip[]
}

export interface NetworkMap {
  width: number
  height: number
  lineFrom: number
  lineTo: number
  hosts: MapHost[]
  lanes: MapLane[]
  links: MapLink[]
  /** Nodes that the drawing has no room for. */
  more: number
}

/** Where a class stands in its lane: always the same place, so that a move is seen. */
const places: Record<TrafficClass, { column: 0 | 1; row: 0 | 1; width: number }> = {
  heartbeat: { column: 0, row: 0, width: 78 },
  csv: { column: 1, row: 0, width: 96 },
  'live-migration': { column: 0, row: 1, width: 96 },
  client: { column: 1, row: 1, width: 64 },
}

/** The network that a class takes in an outcome. */
export function takenBy(outcome: NetworkOutcome | undefined, traffic: TrafficClass) {
  return outcome?.carries.find(one => one.traffic === traffic)?.network
}

/**
 * The drawing of a cluster's networks, as wide as there is room: nodes at the top, a lane for each
 * network with what it carries in the outcome, and a link from each node to each lane.
 */
export function networkMap(
  networking: ClusterNetworking,
  outcome: NetworkOutcome,
  roomPx: number,
): NetworkMap {
  const [first] = networking.networks
  const all = first?.nodes ?? []
  const shown = all.slice(0, hostsMost)
  const width = Math.max(roomPx, labelPx + trafficPx + shown.length * 28)
  const between = width - labelPx - trafficPx
  const pitch = Math.min(pitchMostPx, between / Math.max(1, shown.length))
  const hosts = shown.map((node, at) => ({
    ...{ key: node.hostId, name: node.hostName, width: pitch - 8 },
    x: labelPx + at * pitch + 4,
  }))
  const lanes = networking.networks.map((network, at) =>
    lane(networking, outcome, network, at, width),
  )
  return {
    width,
    height: laneTopPx + lanes.length * lanePx,
    lineFrom: labelPx - 12,
    lineTo: width - trafficPx - 4,
    ...{ hosts, lanes, more: all.length - shown.length },
    links: lanes.flatMap((one, at) =>
      hosts.map((host, place) => link(host, place, one, (at + 1) / (lanes.length + 1))),
    ),
  }
}

function lane(
  networking: ClusterNetworking,
  outcome: NetworkOutcome,
  network: ClusterNetworkView,
  at: number,
  width: number,
): MapLane {
  const y = laneTopPx + at * lanePx + 26
  const [now] = networking.outcomes
  const carried = outcome.carries.filter(one => one.network === network.name)
  const isOneRow = new Set(carried.map(one => places[one.traffic].row)).size < 2
  const chips = carried.map(({ traffic }) => {
    const { column, row, width: chipPx } = places[traffic]
    return {
      ...{ traffic, width: chipPx, y: isOneRow ? y - 10 : y - 23 + row * 25 },
      x: width - trafficPx + 8 + column * 102,
      isMoved: takenBy(now, traffic) !== network.name,
    }
  })
  return { network, y, chips, isDown: network.state === 'down' || outcome.fails === network.name }
}

function link(
  host: MapHost,
  place: number,
  { network, y, isDown }: MapLane,
  part: number,
): MapLink {
  const node = network.nodes[place]
  return {
    key: `${host.key} ${network.name}`,
    x: host.x + host.width * part,
    ...{ fromY: hostTopPx + hostHeightPx, toY: y },
    isUp: !isDown && (node?.nowMbps ?? 0) > 0,
    title: `${host.name}: ${node?.uplink ?? '-'}, ${network.name}`,
  }
}
