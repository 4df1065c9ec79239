import LeastSquares
import Series

/// How a driver is forecast from its own history: by a process, or by the one of a group that fits it.
public enum DriverForecastMethod: Sendable, Equatable {
  /// By a stated process.
  case process(DriverProcess)
  /// Poisson counts, or negative binomial ones where they vary more.
  case counts
  /// Back to the mean of the months of the year where these differ, else to the mean of all.
  case meanReversion

  /// The words of all methods.
  public static let words = DriverProcess.allCases.map(\.rawValue) + ["counts", "mean-reversion"]

  /// The method of a word; nil for anything else.
  public init?(_ word: String) {
    switch word {
    case "counts": self = .counts
    case "mean-reversion": self = .meanReversion
    default:
      guard let process = DriverProcess(rawValue: word) else { return nil }
      self = .process(process)
    }
  }

  /// What fits a history: counts for whole numbers from 0 that are small or hold zeros, else back to a mean.
  ///
  /// - Parameter history: the raw column.
  /// - Returns: the method for it.
  public static func suggested(for history: MonthlyColumn) -> DriverForecastMethod {
    let values = history.observedMonths.compactMap { history[$0] }
    let isCount = values.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return isCount && mean < 100 && values.contains { $0 > 0 } ? .counts : .meanReversion
  }

  /// The process for a history.
  ///
  /// - Parameter history: the raw column.
  /// - Returns: the stated process, or that of the group which fits: negative binomial where the recent variance is above the
  ///   mean; the season where it explains the deviations of three years or more (a test at 5 %).
  func process(for history: MonthlyColumn) -> DriverProcess {
    switch self {
    case .process(let process): process
    case .counts: CountMoments(history).isOverdispersed ? .negativeBinomial : .poisson
    case .meanReversion: SeasonalMeans(history).isSignificant ? .seasonal : .autoregressive
    }
  }
}
