import Drivers

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

  /// A model.
  ///
  /// - Parameters:
  ///   - mauColumn: the column of monthly active users; nil for the one called `mau`.
  ///   - baseline: growth if nothing drove it.
  ///   - seasonality: the yearly pattern.
  ///   - drivers: what drives growth, with distinct names.
  public init(
    mauColumn: String? = nil, baseline: Baseline = .constant, seasonality: Seasonality = .none,
    drivers: [DriverSpecification] = []
  ) {
    self.mauColumn = mauColumn
    self.baseline = baseline
    self.seasonality = seasonality
    self.drivers = drivers
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
