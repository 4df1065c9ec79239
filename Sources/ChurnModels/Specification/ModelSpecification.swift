import Drivers
import LeastSquares
import Univariate

/// The specification of a model, apart from its coefficients.
public struct ModelSpecification: Sendable, Equatable, Codable {
  /// The column of monthly active users; nil for the one called `mau`.
  public var mauColumn: String?
  /// What a figure of MAU measures.
  public var timing: Timing
  /// How far figures are from the truth; nil for exact ones.
  public var figureError: FigureError?
  /// Growth without drivers.
  public var baseline: Baseline
  /// The yearly pattern.
  public var seasonality: Seasonality
  /// The drivers of growth, with distinct names.
  public var drivers: [DriverSpecification]
  /// How errors are correlated in time.
  public var errors: ErrorProcess
  /// How standard errors are estimated.
  public var standardErrors: StandardErrors
  /// How outlying months are treated.
  public var robust: Robustness
  /// The flows of a stock-and-flow model (``ChurnHazard``), which uses neither baseline nor errors; nil for a model of net
  /// growth.
  public var flows: Flows?
  /// The forecaster for series of a batch that are too short for the model; nil if they fail.
  public var fallback: Benchmark?

  /// A model.
  ///
  /// - Parameters:
  ///   - mauColumn: the column of monthly active users; nil for the one called `mau`.
  ///   - timing: what a figure of MAU measures.
  ///   - baseline: growth without drivers.
  ///   - seasonality: the yearly pattern.
  ///   - drivers: the drivers of growth, with distinct names.
  ///   - errors: how errors are correlated in time.
  ///   - standardErrors: how standard errors are estimated.
  ///   - robust: how outlying months are treated.
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

  /// The raw columns of the drivers, without repetition, in the order of the drivers.
  public var driverColumns: [String] {
    var seen: Set<String> = []
    return drivers.flatMap(\.inputColumns).filter { seen.insert($0).inserted }
  }

  /// All columns other than MAU that a fit reads: those of the drivers and their errors, and the observed flows.
  public var inputColumns: [String] {
    var seen: Set<String> = []
    let all = driverColumns + drivers.compactMap { $0.error?.column } + (flows?.columns ?? [])
    return all.filter { seen.insert($0).inserted }
  }

  /// The columns of standard errors of drivers' figures, with the column whose errors they are.
  public var errorColumns: [String: String] {
    let pairs = drivers.compactMap { driver -> (String, String)? in
      guard let errors = driver.error?.column, let column = driver.expression.column else { return nil }
      return (errors, column)
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// Whether any driver has figures with errors.
  public var hasMeasurementErrors: Bool { drivers.contains { $0.error != nil } }

  /// The names of the coefficients in the order in which a fit holds them: baseline, season, drivers, the rest of the
  /// baseline, decays of carryovers, errors, drift of the baseline.
  public var coefficientNames: [String] {
    ["baseline"] + (seasonality == .monthly ? Array(Season.names) : []) + drivers.flatMap(\.coefficientNames)
      + baselineNames + drivers.filter(\.expression.hasFittedDecay).map { "decay of \($0.name)" }
      + errors.coefficientNames + (baseline == .drifting ? ["drift"] : [])
  }

  private var baselineNames: [String] {
    switch baseline {
    case .constant, .drifting, .choice: []
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
  /// - Returns: one position, or one per column of its distributed lags.
  public func indices(ofDriver driver: Int) -> Range<Int> {
    let start = driverIndices.lowerBound + drivers[..<driver].reduce(0) { $0 + $1.columnCount }
    return start..<(start + drivers[driver].columnCount)
  }

  /// The positions of every driver's coefficients, in the order of the drivers.
  public var indicesOfDrivers: [Range<Int>] {
    var start = 1 + (seasonality == .monthly ? Season.columns : 0)
    return drivers.map { driver in
      defer { start += driver.columnCount }
      return start..<(start + driver.columnCount)
    }
  }

  /// The position of κ; nil for a baseline without one.
  public var saturationIndex: Int? { baseline.saturates ? driverIndices.upperBound : nil }

  /// The position of δ of the decaying baseline, followed by φ; nil for other baselines.
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

  /// The position of δ of a baseline that drifts; nil for other baselines.
  public var driftIndex: Int? { baseline == .drifting ? errorIndices.upperBound : nil }

  /// Whether the data decide about baseline or errors.
  public var isOpen: Bool { errors.isOpen || baseline == .choice }

  /// The model without its drivers.
  public var withoutDrivers: ModelSpecification {
    var plain = self
    plain.drivers = []
    return plain
  }
}
