import ChurnModels
import Forecasting
import Series
import Univariate

/// The model used if none is stated: see ``AutomaticForecast``.
public struct AutomaticModel: SpecifiedModel, Equatable {
  /// The drivers to try, with what is stated about the figures; its baseline, season and errors are not binding.
  public let specification: ModelSpecification

  /// Creates a choice.
  public init(_ specification: ModelSpecification = ModelSpecification()) { self.specification = specification }

  /// `auto`.
  public var name: String { AutomaticForecast.name }
  /// Only the forecasters without drivers.
  public var withoutDrivers: (any Model)? {
    specification.drivers.isEmpty ? nil : AutomaticModel(specification.withoutDrivers)
  }

  /// Chooses models and weights.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - benchmarks: ignored; the choice always compares models.
  /// - Returns: the choice.
  /// - Throws: ``ForecastError/notForecast(_:_:)`` if there are too few figures.
  public func fit(_ table: MonthlyTable, benchmarks: Bool = true) throws(ForecastError) -> AutomaticForecast {
    try AutomaticForecast(specification: specification, table)
  }
}

extension AutomaticForecast: FittedModel {
  /// The name of its forecasts.
  public static let name = "auto"
  /// The columns of the drivers to try.
  public var futureColumns: [String] { specification.driverColumns }
  /// The coefficients of the growth model, if it has a weight.
  public var coefficients: [Coefficient] { weight > 0 ? growth?.coefficients ?? [] : [] }
}

extension AutomaticForecast: Codable {
  private enum CodingKeys: CodingKey { case specification, data }

  /// Reads drivers and data, from which the choice is recomputed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let data = try container.decode(MonthlyTable.self, forKey: .data)
    guard data.mau.values.allSatisfy({ $0.map { $0 > 0 } ?? true }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .data, in: container, debugDescription: "users must be above 0")
    }
    let specification = try container.decode(ModelSpecification.self, forKey: .specification)
    let limit = WorkLimit.key.flatMap { decoder.userInfo[$0] as? WorkLimit } ?? .none
    try AutomaticModel(specification).fittingWork(data, benchmarks: true).check(limit)
    try self.init(specification: specification, data)
  }

  /// Writes drivers and data.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(specification, forKey: .specification)
    try container.encode(data, forKey: .data)
  }
}
