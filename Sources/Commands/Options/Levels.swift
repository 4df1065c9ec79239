import ArgumentParser
import ChurnForecast

/// Coverages of intervals, in percent and separated by commas; numbers below 1 are fractions: 0.8 is 80 %.
struct Levels: ExpressibleByArgument {
  let values: [Double]

  /// The usual ones.
  static let usual = Levels(values: Coverages.usual)

  init(values: [Double]) { self.values = values }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let percents = parts.compactMap { $0 }
    guard !percents.isEmpty, percents.count == parts.count, percents.allSatisfy({ (0.01...99.99).contains($0) }) else {
      return nil
    }
    let areFractions = percents[0] < 1
    guard percents.allSatisfy({ ($0 < 1) == areFractions }) else { return nil }
    values = Set(percents).sorted().map { areFractions ? $0 : $0 / 100 }
  }

  var defaultValueDescription: String {
    // Cannot trap: only defaults, which are written in the program, are shown.
    values.map { ($0 * 1e6).rounded() / 1e4 }.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: ",")
  }
}
