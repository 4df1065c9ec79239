import ChurnModels
import Series

extension ChurnHazard: SpecifiedModel {
  /// `churn-hazard`.
  public var name: String { FittedChurnHazard.name }
  /// The same flows alone.
  public var withoutDrivers: (any Model)? {
    specification.drivers.isEmpty ? nil : ChurnHazard(specification.withoutDrivers)
  }

  /// Fits the model, which is compared with no other.
  ///
  /// - Parameters:
  ///   - table: MAU, the raw columns of the drivers and of the observed flows.
  ///   - benchmarks: without effect.
  /// - Returns: the fit.
  /// - Throws: `ChurnModelError`.
  public func fit(_ table: MonthlyTable, benchmarks: Bool) throws -> FittedChurnHazard { try fit(table) }
}

extension FittedChurnHazard: FittedModel {
  /// What its forecasts are called.
  public static let name = "churn-hazard"
  /// Those of its drivers, and the acquired users where they are observed.
  public var futureColumns: [String] {
    specification.driverColumns + [specification.flows?.acquired].compactMap { $0 }
  }
}
