import LeastSquares
import Series

/// How a driver is forecast from its own history: by a stated process, or by the member of a group that fits.
public enum DriverForecastMethod: Sendable, Equatable {
  /// By a stated process.
  case process(DriverProcess)
  /// Poisson counts, or negative binomial counts if they vary more.
  case counts
  /// Reversion to the mean of each month of the year if these differ, otherwise to the overall mean.
  case meanReversion

  /// The words for all methods.
  public static let words = DriverProcess.allCases.map(\.rawValue) + ["counts", "mean-reversion"]

  /// The method for a word; nil for anything else.
  public init?(_ word: String) {
    switch word {
    case "counts": self = .counts
    case "mean-reversion": self = .meanReversion
    default:
      guard let process = DriverProcess(rawValue: word) else { return nil }
      self = .process(process)
    }
  }

  /// The method that suits a history: counts for nonnegative integers that are small or contain zeros, else mean
  /// reversion.
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
  /// - Returns: the stated process, or the member of the group that fits: negative binomial if the recent variance
  ///   exceeds the mean; the season if it explains the deviations of three years or more (a test at 5 %).
  func process(for history: MonthlyColumn) -> DriverProcess {
    switch self {
    case .process(let process): process
    case .counts: CountMoments(history).isOverdispersed ? .negativeBinomial : .poisson
    case .meanReversion: SeasonalMeans(history).isSignificant ? .seasonal : .autoregressive
    }
  }
}
