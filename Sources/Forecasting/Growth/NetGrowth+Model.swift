import ChurnModels

extension NetGrowth: SpecifiedModel {
  /// `net-growth`.
  public var name: String { FittedNetGrowth.name }
  /// The same baseline, season and errors without drivers.
  public var withoutDrivers: (any Model)? {
    specification.drivers.isEmpty ? nil : NetGrowth(specification.withoutDrivers)
  }
}

extension FittedNetGrowth: FittedModel {
  /// The name of its forecasts.
  public static let name = "net-growth"
  /// The columns of its drivers.
  public var futureColumns: [String] { specification.driverColumns }
}
