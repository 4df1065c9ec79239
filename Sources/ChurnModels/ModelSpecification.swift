import Drivers
import LeastSquares

/// How growth would run if nothing drove it.
public enum Baseline: String, Sendable, Equatable, CaseIterable, Codable {
  /// b = α: the same growth every month.
  case constant
  /// b = α + δ φᵗ: an early surge or slump that fades, t months behind the first figure.
  case decaying
  /// b = α − κ yₜ₋₁ (Gompertz): growth falls with the logarithm of size, towards a long-run size.
  case saturating
  /// b = α − κ Uₜ₋₁/Ū (logistic), Ū the geometric mean of the figures: growth falls with size, towards a long-run size.
  case logistic

  /// Whether growth falls with size, so that there is a κ and may be a long-run size.
  public var saturates: Bool { self == .saturating || self == .logistic }
}

/// What a published figure of MAU measures.
public enum Timing: String, Sendable, Equatable, CaseIterable, Codable {
  /// The users of its month, or at its end.
  case monthEnd = "month-end"
  /// The mean over its month.
  case monthAverage = "month-average"
  /// The mean over the three months that end with its month; taken as that of ln U, which a quarter hardly tells apart.
  case quarterAverage = "quarter-average"

  /// The number of months whose mean a figure is.
  public var window: Int { self == .quarterAverage ? 3 : 1 }
}

/// How single months that do not fit are treated.
public enum Robustness: String, Sendable, Equatable, CaseIterable, Codable {
  /// As all others: least squares.
  case none
  /// Large residuals count by their size, not its square (Huber's weights).
  case huber
  /// Very large residuals do not count at all (Tukey's biweight).
  case tukey
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
  public var estimator: CovarianceEstimator {
    switch self {
    case .classical: .classical
    case .hc3: .hc3
    case .neweyWest: .neweyWest(lag: .automatic, smallSample: true)
    }
  }
}

/// How acquisitions run where they are not observed.
public enum Acquisition: String, Sendable, Equatable, CaseIterable, Codable {
  /// The same number every month.
  case constant
  /// a·U(1 − U/K): word of mouth in a market of size K.
  case logistic
}

/// The flows of a stock-and-flow model.
public struct Flows: Sendable, Equatable, Codable {
  /// The column of users acquired in each month; nil if it is not observed.
  public var acquired: String?
  /// The column of users lost in each month; nil if it is not observed.
  public var churned: String?
  /// How acquisitions run where they are not observed.
  public var acquisition: Acquisition

  /// Flows.
  public init(acquired: String? = nil, churned: String? = nil, acquisition: Acquisition = .constant) {
    self.acquired = acquired
    self.churned = churned
    self.acquisition = acquisition
  }

  /// The columns that are observed.
  public var columns: [String] { [acquired, churned].compactMap { $0 } }
}

/// The plain forecaster that stands in, in a batch, for a series too short for its model.
public enum Fallback: String, Sendable, Equatable, CaseIterable, Codable {
  case naive
  case seasonalNaive = "seasonal-naive"
  case drift
  case dampedTrend = "damped-trend"
  case ets
  case theta
  case combination
}

/// What a model consists of, apart from its coefficients.
public struct ModelSpecification: Sendable, Equatable, Codable {
  /// The column of monthly active users; nil for the one called `mau`.
  public var mauColumn: String?
  /// What a figure of MAU measures.
  public var timing: Timing
  /// Growth if nothing drove it.
  public var baseline: Baseline
  /// The yearly pattern.
  public var seasonality: Seasonality
  /// What drives growth; names are distinct.
  public var drivers: [DriverSpecification]
  /// How errors are correlated in time.
  public var errors: ErrorProcess
  /// How standard errors are estimated.
  public var standardErrors: StandardErrors
  /// How single months that do not fit are treated.
  public var robust: Robustness
  /// The flows of a stock-and-flow model (``ChurnHazard``), which uses neither baseline nor errors; nil for a model of net
  /// growth.
  public var flows: Flows?
  /// What forecasts the series of a batch that are too short for the model; nil if they fail.
  public var fallback: Fallback?

  /// A model.
  ///
  /// - Parameters:
  ///   - mauColumn: the column of monthly active users; nil for the one called `mau`.
  ///   - timing: what a figure of MAU measures.
  ///   - baseline: growth if nothing drove it.
  ///   - seasonality: the yearly pattern.
  ///   - drivers: what drives growth, with distinct names.
  ///   - errors: how errors are correlated in time.
  ///   - standardErrors: how standard errors are estimated.
  ///   - robust: how single months that do not fit are treated.
  ///   - flows: the flows of a stock-and-flow model; nil for a model of net growth.
  public init(
    mauColumn: String? = nil, timing: Timing = .monthEnd, baseline: Baseline = .constant,
    seasonality: Seasonality = .none, drivers: [DriverSpecification] = [], errors: ErrorProcess = .independent,
    standardErrors: StandardErrors = .classical, robust: Robustness = .none, flows: Flows? = nil
  ) {
    self.mauColumn = mauColumn
    self.timing = timing
    self.baseline = baseline
    self.seasonality = seasonality
    self.drivers = drivers
    self.errors = errors
    self.standardErrors = standardErrors
    self.robust = robust
    self.flows = flows
  }

  /// The raw columns that the drivers are made of, each once, in the order of the drivers.
  public var driverColumns: [String] {
    var seen: Set<String> = []
    return drivers.compactMap(\.expression.column).filter { seen.insert($0).inserted }
  }

  /// All columns beside MAU that a fit reads: those of the drivers and the observed flows.
  public var inputColumns: [String] {
    let drivers = driverColumns
    return drivers + (flows?.columns ?? []).filter { !drivers.contains($0) }
  }

  /// The names of the coefficients in the order in which a fit holds them: baseline, season, drivers, what belongs to the
  /// baseline beside, decays of carryovers, errors.
  public var coefficientNames: [String] {
    ["baseline"] + (seasonality == .monthly ? Array(Season.names) : []) + drivers.flatMap(\.coefficientNames)
      + baselineNames + drivers.filter(\.expression.hasFittedDecay).map { "decay of \($0.name)" }
      + errors.coefficientNames
  }

  private var baselineNames: [String] {
    switch baseline {
    case .constant: []
    case .decaying: ["transient", "transient decay"]
    case .saturating, .logistic: ["saturation"]
    }
  }

  /// The positions of the drivers' coefficients in ``coefficientNames``.
  public var driverIndices: Range<Int> {
    let start = 1 + (seasonality == .monthly ? Season.columns : 0)
    return start..<(start + drivers.reduce(0) { $0 + $1.columnCount })
  }

  /// The positions of one driver's coefficients.
  ///
  /// - Parameter driver: its position among the drivers.
  /// - Returns: one position, or one a column of its distributed lags.
  public func indices(ofDriver driver: Int) -> Range<Int> {
    let start = driverIndices.lowerBound + drivers[..<driver].reduce(0) { $0 + $1.columnCount }
    return start..<(start + drivers[driver].columnCount)
  }

  /// The position of κ; nil for a baseline without.
  public var saturationIndex: Int? { baseline.saturates ? driverIndices.upperBound : nil }

  /// The position of δ of the decaying baseline, behind which φ stands; nil for another.
  public var transientIndex: Int? { baseline == .decaying ? driverIndices.upperBound : nil }

  /// The positions of the decays that are estimated, one for each driver that has one.
  public var decayIndices: Range<Int> {
    let start = driverIndices.upperBound + baselineNames.count
    return start..<(start + drivers.count { $0.expression.hasFittedDecay })
  }

  /// The positions of φ and θ of the errors.
  public var errorIndices: Range<Int> {
    let start = decayIndices.upperBound
    return start..<(start + errors.arOrder + errors.maOrder)
  }

  /// The model without its drivers.
  public var withoutDrivers: ModelSpecification {
    var plain = self
    plain.drivers = []
    return plain
  }
}
