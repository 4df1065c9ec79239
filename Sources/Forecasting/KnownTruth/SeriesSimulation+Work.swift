import ChurnModels

extension SeriesSimulation {
  /// The work of a number of series, written as rows: series × months × columns.
  public func work(count: Int) -> WorkEstimate {
    let columns = Double(specification.driverIndices.upperBound)
    let rows = Double(months + Self.history)
    let errors = Double(errorsPerMonth)
    return WorkEstimate(
      seconds: Double(count) * rows * (0.35e-6 * (columns + 1) + 20e-9 * errors),
      bytes: 100 * rows * (columns + 1) + 4e6,
      product: [
        WorkEstimate.count(count, "series"), WorkEstimate.count(months, "months"),
        WorkEstimate.count(specification.drivers.count + 1, "columns"),
      ].joined(separator: " × "), advice: "Lower `--count` or `--months`")
  }

  private var errorsPerMonth: Int { specification.errors.arOrder + specification.errors.maOrder }
}
