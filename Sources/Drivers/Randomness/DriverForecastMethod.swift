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
  /// The last level, taken as certain: a switch that stays as it is.
  case state

  /// The words for all methods.
  public static let words = DriverProcess.allCases.map(\.rawValue) + ["counts", "mean-reversion", "state"]

  /// The method for a word; nil for anything else.
  public init?(_ word: String) {
    switch word {
    case "counts": self = .counts
    case "mean-reversion": self = .meanReversion
    case "state": self = .state
    default:
      guard let process = DriverProcess(rawValue: word) else { return nil }
      self = .process(process)
    }
  }

  /// The method that suits a history: a state for a switch, a random walk for steps and trends, counts for small nonnegative
  /// integers that vary like counts, otherwise mean reversion.
  ///
  /// - Parameters:
  ///   - history: the raw column.
  ///   - bound: a bound above which it must stay; counts do not.
  /// - Returns: the method for it.
  public static func suggested(for history: MonthlyColumn, above bound: Double? = nil) -> DriverForecastMethod {
    let character = DriverCharacter(history)
    return character.isState
      ? .state
      : character.isStepped || character.isTrending
        ? .process(.randomWalk) : character.isCount && bound.map { $0 < 0 } ?? true ? .counts : .meanReversion
  }

  /// This method, or the suggested one where this is for counts and the history has other numbers: a share is no count. For methods that are stated
  /// of all drivers together.
  ///
  /// - Parameters:
  ///   - history: the raw column.
  ///   - bound: a bound above which it must stay.
  /// - Returns: the method for it.
  func suiting(_ history: MonthlyColumn, above bound: Double?) -> DriverForecastMethod {
    let forCounts: [DriverForecastMethod] = [.counts, .process(.poisson), .process(.negativeBinomial)]
    return forCounts.contains(self) && !DriverCharacter(history).isWhole
      ? .suggested(for: history, above: bound) : self
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
    case .state: .randomWalk
    }
  }
}
