import Signals
import SeriesIO
import Series
@main struct Try {
  static func main() throws {
    let clock = ContinuousClock()
    for path in CommandLine.arguments.dropFirst() {
      let begin = clock.now
      guard case .counts(let all) = try SignalFile(path) else { continue }
      let read = clock.now
      let found = try all.map { try OutageDetector($0) }
      let detected = clock.now
      let counted = try CountedOutages(all, found: found, weights: SignalWeights())
      let months = try OutageMonths(counted.disruptions, from: counted.from, until: counted.until, steps: counted.steps, zone: .utc, weights: SignalWeights())
      if all.count == 1 {
        var out = "start,end,certainty\n"
        for o in counted.disruptions { out += "\(o.start),\(o.end),\(o.certainty)\n" }
        try TextFile.write(out, to: path.replacing("reports", with: "found"))
        out = "month,covered,told,outages,se,lo,hi,htold,hours,hse,hlo,hhi\n"
        for r in months.rows { out += "\(r.month),\(r.covered),\(r.outages.told),\(r.outages.mean),\(r.outages.standardError),\(r.outages.lower90),\(r.outages.upper90),\(r.hours.told),\(r.hours.mean),\(r.hours.standardError),\(r.hours.lower90),\(r.hours.upper90)\n" }
        try TextFile.write(out, to: path.replacing("reports", with: "months"))
      }
      if CommandLine.arguments.count == 2 { print(read - begin, detected - read, clock.now - detected) }
    }
  }
}
