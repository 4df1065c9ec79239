import ArgumentParser
import ChurnForecast

/// Two ends, written `low,high`.
struct RangeOption: ExpressibleByArgument {
  let range: ClosedRange<Double>

  init?(argument: String) {
    let ends = argument.split(separator: ",").compactMap { Double($0) }
    guard ends.count == 2, ends[0] < ends[1], ends[0].isFinite, ends[1].isFinite else { return nil }
    range = ends[0]...ends[1]
  }
}
