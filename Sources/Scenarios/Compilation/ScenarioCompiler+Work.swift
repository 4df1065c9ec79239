import ChurnModels
import Drivers
import Forecasting
import Series

extension ScenarioCompiler {
  /// The work of building the equation, before anything of its size is made: the path of every column in every scenario, the
  /// columns of every driver in every scenario, and the covariance of all quantities.
  static func work(_ file: ScenarioFile, _ model: ScenarioModel, months: Int) -> WorkEstimate {
    let scenarios = Double(file.scenarios.count + 1)
    let length = Double(months)
    let columns = Double(Set(model.specification.driverColumns).count + file.upstreams.count)
    let coefficients = Double(model.specification.driverIndices.count)
    // Distributed lags of L columns take L² steps a month where they are checked.
    let squares = model.specification.drivers.reduce(0.0) { $0 + Double($1.columnCount) * Double($1.columnCount) }
    let quantities = Double(model.distribution.mean.count)
    return WorkEstimate(
      seconds: scenarios * (columns * (2e-6 + 200e-9 * length) + length * (coefficients * 40e-9 + squares * 3e-9))
        + 4e-9 * quantities * quantities,
      bytes: scenarios * columns * (300 + 24 * length) + scenarios * length * 64 * coefficients
        + 24 * quantities * quantities,
      product: [
        WorkEstimate.count(file.scenarios.count, "scenarios"), WorkEstimate.count(months, "months"),
        WorkEstimate.count(Int(columns), "columns"), WorkEstimate.count(Int(coefficients), "effects"),
      ].joined(separator: " × "), advice: "Take fewer drivers, lags or scenarios")
  }
}
