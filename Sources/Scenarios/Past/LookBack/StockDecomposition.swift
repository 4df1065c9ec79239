import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import RealModule
import Sampling
import Series

/// The inputs of stock and flow.
///
/// With h° the hazard with drivers at their reference levels, x what season, drivers and innovations add to its logit, and A the
/// users who come, Uₜ = Uₜ₋₁ (1 − [churn] h° − (h(Σ_{k in S} xₖ) − h°)) + [acquired] A, times what is left unexplained: users
/// who come and those who leave are parts of their own, and drivers act on those who are there.
struct StockDecomposition: DecompositionGame {
  let labels: [(name: String, kind: Decomposition.Kind)]
  let months: Range<Month>
  let levels: [Double]
  private let recursion: StockRecursion
  /// By part after the first two: the positions and columns of its terms of −logit h.
  private let terms: [[(position: Int, column: [Double])]]

  init(_ fit: any RecursiveFit, _ recursion: StockRecursion) throws {
    let specification = fit.specification
    levels = try fit.pastLevels()
    months = recursion.months
    self.recursion = recursion
    let rows = try MonthlyDesign(
      specification, columns: specification.columns(in: fit.data), references: fit.references, months: months,
      historyEnd: fit.origin.advanced(by: 1)
    ).rows
    var labels: [(String, Decomposition.Kind)] = [("acquired", .acquired), ("churn", .baseline)]
    var terms: [[(Int, [Double])]] = []
    if specification.seasonality == .monthly {
      labels.append(("season", .season))
      terms.append((0..<Season.columns).map { (1 + $0, rows.column(1 + $0).map { -$0 }) })
    }
    for (index, driver) in specification.drivers.enumerated() {
      labels.append((driver.name, driver.expression.column == nil ? .event : .driver))
      // The design has the columns of drivers with the sign with which they lower growth.
      terms.append(specification.indices(ofDriver: index).map { ($0, rows.column($0)) })
    }
    labels.append(("unexplained", .unexplained))
    self.labels = labels
    self.terms = terms
  }

  func users(_ parameters: [Lanes]) -> [[Lanes]] {
    let inputs = recursion.inputs(parameters)
    let base = 0 - parameters[0]
    var added = terms.map { terms in
      months.indices.map { month -> Lanes in
        let index = months.distance(from: months.startIndex, to: month)
        return terms.reduce(Lanes(repeating: 0)) { $0 + parameters[$1.position] * $1.column[index] }
      }
    }
    // What was observed of the hazard and is not explained.
    added.append(
      inputs.retention.indices.map { month in
        added.reduce(inputs.retention[month] - base) { $0 - $1[month] }
      })
    let churn = 1 / (1 + Lanes.exp(base))
    let unexplained = labels.count - 1
    return (0..<(1 << labels.count)).map { set in
      let (hasAcquired, hasChurn) = (set & 1 == 1, set >> 1 & 1 == 1)
      let hasRest = set >> unexplained & 1 == 1
      var users = Lanes(repeating: .exp(levels[0]))
      return inputs.retention.indices.map { month in
        var logit = base
        for (part, values) in added.enumerated() where set >> (part + 2) & 1 == 1 { logit += values[month] }
        var kept = 1 / (1 + Lanes.exp(0 - logit))
        if !hasChurn { kept += churn }
        let gained = hasAcquired ? recursion.gained(users, inputs, month, parameters) : Lanes(repeating: 0)
        users = pointwiseMax(users * kept + gained, Lanes(repeating: StockRecursion.fewestUsers))
        if hasRest { users *= .exp(inputs.growth[month]) }
        return users
      }
    }
  }
}
