import ChurnModels
import Drivers
import LeastSquares
import Series
import Univariate

/// How a forecast is made, apart from its horizon.
public struct ForecastOptions: Sendable, Equatable {
  /// How intervals are computed.
  public enum Computation: Sendable, Equatable {
    /// By the formula where it is exact, otherwise by simulation.
    case automatic
    /// By the formula: exact for the constant baseline with known drivers, by the delta method otherwise.
    case closedForm
    /// By simulation.
    case simulation
  }
  /// Where the innovations of a simulation come from.
  public enum Innovations: String, Sendable, Equatable, CaseIterable {
    /// A normal distribution.
    case gaussian
    /// Student's t, with degrees of freedom that match the kurtosis of the fit's innovations.
    case student = "t"
    /// The innovations of the fit, drawn with replacement.
    case bootstrap
  }

  /// The probabilities of the intervals, ascending.
  public var coverages = Coverages.usual
  /// The seed of simulations.
  public var seed: UInt64 = 1
  /// The number of simulated paths, even.
  public var draws = 10_000
  /// Which sources of uncertainty are included.
  public var sources = Set(VarianceShare.Source.allCases)
  /// Where innovations come from.
  public var innovations = Innovations.gaussian
  /// How intervals are computed.
  public var computation = Computation.automatic
  /// How drivers without a stated future are extended.
  public var drivers = DriverContinuation.forecast

  /// The default options.
  public init() {}
}
