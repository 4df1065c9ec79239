import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Series

extension FittedChurnHazard: RecursiveFit {
  /// Those of the hazard, then those of acquisitions that are not observed.
  public var parameterNames: [String] { names }
  /// The estimate as it is.
  public var estimateOfPast: ParameterEstimate { estimate }

  /// Stock and flow after a month. Where lost users were observed, the past keeps the hazards that were.
  public func recursion(
    after base: Month, months count: Int, columns: [MonthlyColumn?], acquisitions: MonthlyColumn?
  ) throws -> UserRecursion {
    let months = base.advanced(by: 1)..<base.advanced(by: 1 + count)
    let past = max(0, min(base.distance(to: origin), count))
    let all = try pastLevels()
    let first = pastBases.lowerBound.distance(to: base)
    let levels = Array(all[first...(first + past)])
    let hazard = try retentionRows(months, columns: columns)
    var rows = Matrix(rows: count, columns: names.count)
    var offsets = [Double](repeating: 0, count: count)
    for (index, month) in months.enumerated() {
      if index < past, let observed = observedRetention(in: month, of: .exp(levels[index])) {
        offsets[index] = observed
      } else {
        for column in 0..<hazard.columns { rows[index, column] = hazard[index, column] }
      }
    }
    let gained: StockRecursion.Acquisitions =
      switch (acquisitions, specification.flows?.acquisition) {
      case (let stated?, _): .stated(months.map { stated[$0] ?? .nan })
      case (nil, .logistic): .logistic(rate: hazardCount, size: hazardCount + 1)
      case (nil, _): .constant(hazardCount)
      }
    return .stock(
      StockRecursion(
        months: months, levels: levels, rows: rows, offsets: offsets, acquisitions: gained,
        intercept: estimate.values[0]))
  }
}
