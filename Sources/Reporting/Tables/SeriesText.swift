import Series
import Univariate

/// Which figures forecasters without drivers read, in sentences.
enum SeriesText {
  /// The sentences; the first says how many figures there are.
  static func lines(_ plain: PlainForecaster) -> [String] {
    let series = plain.series
    let spacing =
      switch series.step {
      case 1: "monthly"
      case 3: "quarterly"
      case 12: "yearly"
      default: "every \(series.step) months"
      }
    let used = series.values.count - series.bridged.count
    var lines = [
      "\(used) figure\(used == 1 ? "" : "s") from \(series.first) to \(series.last)\(used > 1 ? ", \(spacing)" : "")."
    ]
    if !series.bridged.isEmpty {
      let months = series.bridged.map { "\(series.month(of: $0))" }
      lines.append(
        "No figure in \(months.joined(separator: ", ")): for local trends it is unknown; the other benchmarks take what lies between its neighbours, "
          + "with the season.")
    }
    if series.beforeLaunch > 0 {
      let count = series.beforeLaunch
      lines.append(
        "\(count == 1 ? "The figure" : "\(count) figures") before \(series.first) \(count == 1 ? "is" : "are") not used: growth as in this launch has not come again."
      )
    }
    if series.unused > series.beforeLaunch {
      lines.append(
        "\(series.unused - series.beforeLaunch) of \(series.unused + used) figures are not used: before \(series.first) is a gap that is too long to bridge, "
          + "or they lie between the others.")
    }
    if !plain.judgesSeason {
      lines.append(
        "Fewer than two years: a season is not looked for, and if there is one, the forecast does not follow it.")
    }
    if series.isConstant { lines.append("The figures never change: intervals are as wide as rounding makes them.") }
    return lines
  }
}
