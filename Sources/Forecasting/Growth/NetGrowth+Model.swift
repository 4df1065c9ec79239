import ChurnModels

extension NetGrowth: SpecifiedModel {
  /// `net-growth`.
  public var name: String { FittedNetGrowth.name }
  /// The same baseline, season and errors alone.
  public var withoutDrivers: (any Model)? {
    specification.drivers.isEmpty ? nil : NetGrowth(specification.withoutDrivers)
  }
}

extension FittedNetGrowth: FittedModel {
  /// What its forecasts are called.
  public static let name = "net-growth"
  /// Those of its drivers.
  public var futureColumns: [String] { specification.driverColumns }
}
