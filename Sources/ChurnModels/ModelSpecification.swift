import Drivers
import LeastSquares

/// How growth would run if nothing drove it.
public enum Baseline: String, Sendable, Equatable, CaseIterable, Codable {
  /// b = α: the same growth every month.
  case constant
  /// b = α − κ yₜ₋₁ (Gompertz): growth falls with the logarithm of size, towards a long-run size.
  case saturating
}

/// Whether growth has a yearly pattern.
public enum Seasonality: String, Sendable, Equatable, CaseIterable, Codable {
  /// No.
  case none
  /// Twelve monthly effects that sum to zero.
  case monthly
}

/// How the standard errors of a fit are estimated.
public enum StandardErrors: String, Sendable, Equatable, CaseIterable, Codable {
  /// Innovations are independent and of one variance.
  case classical
  /// Variances may differ (HC3).
  case hc3
  /// Variances may differ and innovations be correlated in time (Bartlett kernel, automatic lag, small-sample factor).
  case neweyWest = "newey-west"

  /// The estimator of the covariance.
  var estimator: CovarianceEstimator {
    switch self {
    case .classical: .classical
    case .hc3: .hc3
    case .neweyWest: .neweyWest(lag: .automatic, smallSample: true)
    }
  }
}

/// What a model consists of, apart from its coefficients.
public struct ModelSpecification: Sendable, Equatable, Codable {
  /// The column of monthly active users; nil for the one called `mau`.
  public var mauColumn: String?
  /// Growth if nothing drove it.
  public var baseline: Baseline
  /// The yearly pattern.
  public var seasonality: Seasonality
  /// What drives growth; names are distinct.
  public var drivers: [DriverSpecification]
  /// How standard errors are estimated.
  public var standardErrors: StandardErrors

  /// A model.
  ///
  /// - Parameters:
  ///   - mauColumn: the column of monthly active users; nil for the one called `mau`.
  ///   - baseline: growth if nothing drove it.
  ///   - seasonality: the yearly pattern.
  ///   - drivers: what drives growth, with distinct names.
  ///   - standardErrors: how standard errors are estimated.
  public init(
    mauColumn: String? = nil, baseline: Baseline = .constant, seasonality: Seasonality = .none,
    drivers: [DriverSpecification] = [], standardErrors: StandardErrors = .classical
  ) {
    self.mauColumn = mauColumn
    self.baseline = baseline
    self.seasonality = seasonality
    self.drivers = drivers
    self.standardErrors = standardErrors
  }

  /// The raw columns that the drivers are made of, each once, in the order of the drivers.
  public var driverColumns: [String] {
    var seen: Set<String> = []
    return drivers.compactMap(\.expression.column).filter { seen.insert($0).inserted }
  }

  /// The names of the coefficients in the order in which a fit holds them: baseline, season, drivers, saturation.
  public var coefficientNames: [String] {
    ["baseline"] + (seasonality == .monthly ? Array(Season.names) : []) + drivers.map(\.name)
      + (baseline == .saturating ? ["saturation"] : [])
  }

  /// The positions of the drivers' coefficients in ``coefficientNames``.
  public var driverIndices: Range<Int> {
    let start = 1 + (seasonality == .monthly ? Season.columns : 0)
    return start..<(start + drivers.count)
  }
}
