import type { WorkForecastView } from '../../shared/contract/index.ts'
import type { WorkForecast } from '../processes/work.ts'
import type { VmRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** A forecast as it is answered to who may see all of it. */
export function plainForecast({
  explanation,
  latency = [],
  ...figures
}: WorkForecast): WorkForecastView {
  const effects = latency.map(({ volumeId: _, ...effect }) => effect)
  return { ...figures, latency: effects, explanation: [...explanation] }
}

/** A forecast as it is answered; volumes are told to those who see the VM's host. */
export function forecastView(
  { world, access, caller }: HandlerContext,
  vm: VmRow,
  forecast: WorkForecast,
): WorkForecastView {
  const seesHost = access.scope(caller, 'host.read').host(world.get('host', vm.hostId))
  return plainForecast(seesHost ? forecast : { ...forecast, latency: [] })
}
