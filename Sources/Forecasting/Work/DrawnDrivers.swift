import ChurnModels
import Drivers
import Series

/// How many columns of drivers a forecast draws from their own history, for the estimate of its work.
public struct DrawnDrivers: Sendable, Equatable {
  /// The columns that are drawn.
  public let columns: Int
  /// Those of them that are counts, whose draws are slower.
  public let counts: Int

  /// None.
  public static let none = DrawnDrivers(columns: 0, counts: 0)

  private init(columns: Int, counts: Int) {
    self.columns = columns
    self.counts = counts
  }

  /// The columns that a forecast of a model draws.
  ///
  /// - Parameters:
  ///   - names: the columns of its drivers.
  ///   - table: their history.
  ///   - known: the columns whose later levels are stated.
  ///   - continuation: how the others are extended.
  public init(_ names: [String], in table: MonthlyTable, known: [MonthlyColumn] = [], continuation: DriverContinuation)
  {
    let drawn = Set(names).subtracting(known.map(\.name))
    let methods = table.drivers.filter { drawn.contains($0.name) }.compactMap { continuation.method(for: $0) }
    columns = methods.count { $0 != .state }
    counts = methods.count { $0 == .counts || $0 == .process(.poisson) || $0 == .process(.negativeBinomial) }
  }

  /// The seconds of one draw, for which every column of a design is computed from its whole history.
  func seconds(history: Int, months: Int, design: Int) -> Double {
    guard columns > 0 else { return 0 }
    let (h, m) = (Double(history), Double(months))
    return Double(columns) * 60e-9 * m + Double(counts) * 0.8e-6 * m + Double(design) * (3e-9 * h + 20e-9 * m + 1e-6)
  }
}
