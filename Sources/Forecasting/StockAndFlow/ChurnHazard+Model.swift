import ChurnModels
import Series

extension ChurnHazard: SpecifiedModel {
  /// `churn-hazard`.
  public var name: String { FittedChurnHazard.name }
  /// The same flows without drivers.
  public var withoutDrivers: (any Model)? {
    specification.drivers.isEmpty ? nil : ChurnHazard(specification.withoutDrivers)
  }

  /// Fits the model; there are no benchmarks.
  ///
  /// - Parameters:
  ///   - table: MAU, the raw columns of the drivers and of the observed flows.
  ///   - benchmarks: ignored.
  /// - Returns: the fit.
  /// - Throws: `ChurnModelError`.
  public func fit(_ table: MonthlyTable, benchmarks: Bool) throws -> FittedChurnHazard { try fit(table) }
}

extension FittedChurnHazard: FittedModel {
  /// The name of its forecasts.
  public static let name = "churn-hazard"
  /// The columns of its drivers, and of the acquired users if they are observed.
  public var futureColumns: [String] {
    specification.driverColumns + [specification.flows?.acquired].compactMap { $0 }
  }
}
