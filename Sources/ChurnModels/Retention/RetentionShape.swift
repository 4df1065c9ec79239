import Drivers
import LeastSquares
import RealModule
import Series

/// What a retention model computes from its parameters: logit h = f(age) + g(calendar month).
enum RetentionShape: Sendable, Equatable, Codable {
  /// (ln α, ln β), or with c (ln α, ln β, ln c); no calendar.
  case beta(hasShape: Bool)
  /// Levels of ages 1, 2, …, the last for all ages from there on; season; drivers.
  case groups(last: Int, season: Bool, drivers: [HazardDriver])
  /// a + b ln(age); season; drivers.
  case smooth(season: Bool, drivers: [HazardDriver])

  /// The number of parameters of f.
  var ageCount: Int {
    switch self {
    case .beta(let hasShape): hasShape ? 3 : 2
    case .groups(let last, _, _): last
    case .smooth: 2
    }
  }

  var drivers: [HazardDriver] {
    switch self {
    case .beta: []
    case .groups(_, _, let drivers), .smooth(_, let drivers): drivers
    }
  }

  var hasSeason: Bool {
    switch self {
    case .beta: false
    case .groups(_, let season, _), .smooth(let season, _): season
    }
  }

  var names: [String] {
    let ages: [String] =
      switch self {
      case .beta(let hasShape): hasShape ? ["alpha", "beta", "c"] : ["alpha", "beta"]
      case .groups(let last, _, _): (1...max(1, last)).map { $0 == last ? "age \($0)+" : "age \($0)" }
      case .smooth: ["age", "ln age"]
      }
    return ages + (hasSeason ? Array(Season.names) : []) + drivers.map(\.name)
  }

  /// The columns of f in a hazard's design.
  func ageRow(_ age: Int) -> [Double] {
    guard case .groups(let last, _, _) = self else { return [1, .log(Double(age))] }
    return (1...max(1, last)).map { $0 == min(age, last) ? 1 : 0 }
  }

  /// The columns of g by month, one row each.
  ///
  /// - Parameters:
  ///   - months: which months.
  ///   - drivers: the drivers of the fit, perhaps with later values.
  /// - Returns: a row per month, a column per parameter of g.
  /// - Throws: ``RetentionError/unknownDriver(_:_:)``.
  func monthRows(_ months: [Month], drivers: [HazardDriver]) throws(RetentionError) -> Matrix {
    let seasons = hasSeason ? Season.columns : 0
    var rows = Matrix(rows: months.count, columns: seasons + drivers.count)
    for (row, month) in months.enumerated() {
      for column in 0..<seasons { rows[row, column] = Season.value(column, in: month) }
      for (column, driver) in drivers.enumerated() {
        guard let value = driver.column[month] else { throw .unknownDriver(driver.column.place(of: month), month) }
        rows[row, seasons + column] = value - driver.reference
      }
    }
    return rows
  }

  /// g of a row.
  func effect(_ rows: Matrix, _ row: Int, _ parameters: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<rows.columns { sum += rows[row, column] * parameters[ageCount + column] }
    return sum
  }

  /// logit h by age, from 1 to an age, where the calendar changes nothing.
  func logits(_ parameters: [Double], through age: Int) -> [Double] {
    guard age > 0 else { return [] }
    switch self {
    case .beta:
      let curve = BetaCurve(parameters)
      return (1...age).map { age in
        let logStay = curve.logStay(age)
        return .log(-.expMinusOne(logStay)) - logStay
      }
    case .groups(let last, _, _): return (1...age).map { parameters[min($0, last) - 1] }
    case .smooth: return (1...age).map { parameters[0] + parameters[1] * .log(Double($0)) }
    }
  }

  /// S(0) = 1, S(1), … to an age, where the calendar changes nothing.
  func survival(_ parameters: [Double], through age: Int) -> [Double] {
    var survival = [1.0]
    for logit in logits(parameters, through: age) {
      survival.append(survival[survival.count - 1] / (1 + .exp(logit)))
    }
    return survival
  }
}
