interface Reading {
  readonly realMs: number
  readonly simulatedMs: number
}

const windowMs = 2000

/** The factor of simulated to real time that was reached over the last two seconds of real time. */
export class FactorMeter {
  private readings: Reading[] = []

  /** Notes both times; answers the factor, or 0 while there is only one reading. */
  read(realMs: number, simulatedMs: number): number {
    this.readings.push({ realMs, simulatedMs })
    const old = this.readings.filter(reading => reading.realMs <= realMs - windowMs).length
    // The youngest of the old ones stays: the window then is two seconds and a little.
    if (old > 1) this.readings.splice(0, old - 1)
    const first = this.readings[0]
    const passedMs = first ? realMs - first.realMs : 0
    return first && passedMs > 0 ? (simulatedMs - first.simulatedMs) / passedMs : 0
  }

  /** Forgets what was before a pause or a change of speed. */
  reset(): void {
    this.readings = []
  }
}
