import ChurnModels
import Forecasting
import Univariate

/// What forecasts the series of a batch.
public enum BatchModel: Sendable, Equatable {
  /// A model of net growth.
  case netGrowth(ModelSpecification)
  /// A model of stock and flow.
  case churnHazard(ModelSpecification)
  /// A mean of plain forecasters, and of a growth model with the drivers where those help.
  case automatic(ModelSpecification)
  /// A plain forecaster.
  case benchmark(Benchmark)

  /// The model that a specification describes.
  ///
  /// - Parameters:
  ///   - specification: the model; for the automatic choice its drivers and timing.
  ///   - automatic: whether the choice is left to the program.
  public init(_ specification: ModelSpecification, automatic: Bool) {
    self =
      automatic
      ? .automatic(specification) : specification.flows != nil ? .churnHazard(specification) : .netGrowth(specification)
  }

  /// The specification; nil for a plain forecaster.
  public var specification: ModelSpecification? {
    switch self {
    case .netGrowth(let specification), .churnHazard(let specification), .automatic(let specification): specification
    case .benchmark: nil
    }
  }

  /// The columns beside users that are read.
  var inputColumns: [String] { specification?.inputColumns ?? [] }

  /// Who stands in for a series too short for the model; nil if nobody does.
  var fallback: Benchmark? { specification?.fallback }
}
