import ChurnForecast
import Foundation
import RealModule

/// The deterministic series of Reference/net_growth.py.
package enum TestSeries {
  package static let first = Month(year: 2015, month: 1)
  package static let driver: [Double] = (0..<60).map { place -> Double in
    let pulse: Double = place % 7 == 0 ? 1 : 0
    return 2 + Double.sin(Double(place) / 3) + pulse
  }
  package static let logUsers: [Double] = {
    var y = [10.0]
    for t in 1..<60 {
      let time = Double(t)
      let noise = 0.01 * Double.sin(12.9898 * time * time) + 0.005 * .cos(78.233 * time)
      let season = 0.02 * Double.cos(2 * .pi * Double(t % 12) / 12)
      y.append(0.9 * y[t - 1] + 1.15 + season - 0.03 * (driver[t] - 2) + noise)
    }
    return y
  }()

  /// The table with MAU in some months only.
  package static func table(months: some Sequence<Int> = 0..<60, scale: Double = 1) -> MonthlyTable {
    let kept = Set(months)
    return MonthlyTable(
      mau: MonthlyColumn(
        name: "mau", first: first, values: logUsers.indices.map { kept.contains($0) ? scale * .exp(logUsers[$0]) : nil }
      ),
      drivers: [MonthlyColumn(name: "x", first: first, values: driver)])
  }

  /// A file of the project's data folder.
  package static func data(_ path: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/\(path)").standardized.path()
  }

  /// The number of correct significant digits of the worst element.
  package static func correctDigits(_ values: [Double], _ references: [Double]) -> Double {
    zip(values, references).map { -Double.log10(max(abs($0 - $1) / abs($1), 1e-16)) }.min() ?? 0
  }
}
