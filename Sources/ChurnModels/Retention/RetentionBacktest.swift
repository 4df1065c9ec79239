import LeastSquares
import RealModule
import Series

/// Models fitted to a part of a table and scored on the rest, beside plain methods.
public struct RetentionBacktest: Sendable, Equatable, Codable {
  /// What was fitted on.
  public let split: RetentionSplit
  /// The scores by method, models first in their order, and horizon.
  public let scores: [RetentionScore]

  /// Fits and scores.
  ///
  /// A hazard is scored with the drivers as they were after the split. Cohorts that begin after it are not scored.
  ///
  /// - Parameters:
  ///   - table: the whole table.
  ///   - split: what to fit on.
  ///   - models: which models.
  /// - Throws: ``RetentionError``: that of a fit, or ``RetentionError/badSplit(_:)``.
  /// - Complexity: that of the fits.
  public init(_ table: CohortTable, split: RetentionSplit, models: [RetentionModel]) throws(RetentionError) {
    self.split = split
    let past: CohortTable?
    switch split {
    case .age(let age): past = age >= 1 ? table.clipped(toAge: age) : nil
    case .month(let month): past = table.clipped(to: month)
    }
    guard let past, past.lastAge > 0 else { throw .badSplit(split.description) }
    var whole: [String: Cohort] = [:]
    for cohort in table.cohorts { whole[cohort.name] = cohort }
    let pairs = past.cohorts.compactMap { cohort in whole[cohort.name].map { (past: cohort, whole: $0) } }
      .filter { $0.whole.lastAge > $0.past.lastAge }
    guard !pairs.isEmpty else { throw .badSplit(split.description) }
    var scores: [RetentionScore] = []
    var counts: [RetentionKind: Int] = [:]
    for model in models {
      let fit = try model.fit(past)
      let count = counts[model.kind, default: 0] + 1
      counts[model.kind] = count
      var predictions: [[Double]] = []
      for pair in pairs { predictions.append(try fit.expectedUsers(pair.past, through: pair.whole.lastAge)) }
      scores += Self.scores(
        model.kind.rawValue + (count > 1 ? " \(count)" : ""), predictions, pairs.map(\.past), pairs.map(\.whole))
    }
    for method in PlainRetention.allCases {
      let predictions = pairs.map { method.users($0.past, through: $0.whole.lastAge, in: past) }
      scores += Self.scores(method.rawValue, predictions, pairs.map(\.past), pairs.map(\.whole))
    }
    self.scores = scores
  }

  private static func scores(
    _ method: String, _ predictions: [[Double]], _ past: [Cohort], _ whole: [Cohort]
  ) -> [RetentionScore] {
    var sums: [(cells: Int, survival: Double, users: Double)] = []
    for (index, users) in predictions.enumerated() {
      for (step, prediction) in users.enumerated() {
        if sums.count <= step { sums.append((0, 0, 0)) }
        let error = abs(prediction - whole[index].users[past[index].lastAge + 1 + step])
        sums[step].cells += 1
        sums[step].survival += error / whole[index].size
        sums[step].users += error
      }
    }
    return sums.enumerated().map { step, sum in
      RetentionScore(
        method: method, horizon: step + 1, cells: sum.cells, survivalError: sum.survival / Double(sum.cells),
        userError: sum.users / Double(sum.cells))
    }
  }
}

extension FittedRetention {
  /// Users of a cohort at the ages after its last one, at the estimates and with the drivers of their months.
  func expectedUsers(_ cohort: Cohort, through age: Int) throws(RetentionError) -> [Double] {
    let logits = shape.logits(values, through: age)
    let ages = Array((cohort.lastAge + 1)..<max(cohort.lastAge + 1, age + 1))
    var rows: Matrix?
    if let start = cohort.start {
      rows = try shape.monthRows(ages.map { start.advanced(by: $0) }, drivers: drivers)
    }
    var users = cohort.lastUsers
    return ages.enumerated().map { index, age in
      users /= 1 + .exp(logits[age - 1] + (rows.map { shape.effect($0, index, values) } ?? 0))
      return users
    }
  }
}
