import ChurnModels
import Evaluation
import Forecasting
import Univariate

/// All models of the program in one place: a new model is added here.
public enum ModelList {
  /// The word for the automatic choice, on the command line and in results.
  public static let automatic = AutomaticForecast.name

  /// The kinds of fits that can be saved and read.
  static let savable: [any SavableFit.Type] = [
    FittedNetGrowth.self, FittedChurnHazard.self, AutomaticForecast.self,
  ]

  /// The model that a specification describes.
  ///
  /// - Parameters:
  ///   - specification: the model; for the automatic choice its drivers and timing.
  ///   - isAutomatic: whether the choice is left to the program.
  /// - Returns: stock and flow where there are flows, else net growth; or the automatic choice.
  public static func model(_ specification: ModelSpecification, isAutomatic: Bool = false) -> any SpecifiedModel {
    if isAutomatic { return AutomaticModel(specification) }
    return specification.flows != nil ? ChurnHazard(specification) : NetGrowth(specification)
  }

  /// The model that a backtest judges: for the automatic choice a model with its drivers.
  ///
  /// - Parameters:
  ///   - specification: the model; for the automatic choice its drivers and timing.
  ///   - isAutomatic: whether the choice is left to the program.
  /// - Returns: nil for the automatic choice without drivers, which is always compared.
  public static func judged(_ specification: ModelSpecification, isAutomatic: Bool = false) -> (any SpecifiedModel)? {
    isAutomatic && specification.drivers.isEmpty ? nil : model(specification)
  }
}

extension FittedNetGrowth: SavableFit {
  /// `netGrowth`.
  public static let savedKey = "netGrowth"
}

extension FittedChurnHazard: SavableFit {
  /// `churnHazard`.
  public static let savedKey = "churnHazard"
}

extension AutomaticForecast: SavableFit {
  /// `automatic`.
  public static let savedKey = "automatic"
}
