import ChurnModels

extension ChurnHazard {
  /// The work of a fit: the search moves every parameter by itself in every step.
  public func fittingWork(figures: Int, months: Int, benchmarks: Bool) -> WorkEstimate {
    let columns = Double(specification.driverIndices.upperBound + 3)
    let size = Double(max(figures, months)) * columns
    return WorkEstimate(
      seconds: 1e-3 + 400 * size * (20e-9 + 2e-9 * columns), bytes: 80 * size + 64 * columns * columns,
      product: WorkEstimate.count(figures, "figures") + " × "
        + WorkEstimate.count(specification.driverIndices.upperBound, "coefficients"), advice: "Use fewer drivers")
  }

  /// The work of a forecast: four paths a draw, draws × months × coefficients.
  public func forecastingWork(
    history: Int, months: Int, drawn: DrawnDrivers, options: ForecastOptions
  ) -> WorkEstimate {
    let draws = options.computation == .closedForm ? min(options.draws, 1000) : options.draws
    let (m, p) = (Double(months), Double(specification.driverIndices.upperBound + 3))
    let driven = drawn.seconds(history: history, months: months, design: specification.driverIndices.upperBound)
    return WorkEstimate(
      seconds: Double(draws) * (driven + 3e-9 * p * p + m * (300e-9 + 8e-9 * p)), bytes: 24 * m * Double(draws),
      product: [
        WorkEstimate.count(months, "months"), WorkEstimate.count(draws, "draws"),
        WorkEstimate.count(specification.drivers.count, "drivers"),
      ].joined(separator: " × "), advice: "Lower the draws or the months")
  }
}
