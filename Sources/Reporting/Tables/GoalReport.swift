import Scenarios
import Series

/// The level that keeps users, as table, CSV or JSON.
public struct GoalReport {
  private let goal: GoalSeek

  /// The report of a search.
  public init(_ goal: GoalSeek) { self.goal = goal }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: JSONText.document(GoalDocument(goal, answer: answer))
    }
  }

  /// The answer in words.
  public var answer: String {
    let target = "\(NumberText.users(goal.target)) users in \(goal.month)"
    guard let first = goal.answers.first else { return "" }
    let chance = "with a probability of \(NumberText.percent(first.probability))"
    guard let level = first.level else {
      return
        "No level of \(goal.driver) alone keeps \(target) \(chance): the best reachable is "
        + "\(NumberText.users(goal.best.users)) at \(NumberText.significant(goal.best.level)), where the target is kept with a "
        + "probability of \(NumberText.percent(goal.bestProbability, 1))."
    }
    if first.isAnyLevel {
      return
        "Every level of \(goal.driver) from \(NumberText.significant(goal.between.lowerBound)) to "
        + "\(NumberText.significant(goal.between.upperBound)) keeps \(target) \(chance)."
    }
    return
      "\(goal.driver) at \(NumberText.significant(level)) from \(goal.from) on keeps \(target) \(chance); in `\(goal.scenario)` it is "
      + "\(NumberText.significant(goal.present)) at the end, which leaves \(NumberText.users(goal.presentUsers))."
  }

  private var table: String {
    var table = TextTable([("keep \(NumberText.users(goal.target)) in \(goal.month)", .left), (goal.driver, .right)])
    for answer in goal.answers {
      table.add([
        "with a probability of \(NumberText.percent(answer.probability))",
        answer.isAnyLevel ? "any level" : answer.level.map { NumberText.significant($0) } ?? "no level does it",
      ])
    }
    let interval = NumberText.interval(
      NumberText.users(goal.best.interval.lowerBound), NumberText.users(goal.best.interval.upperBound))
    let notes = [
      answer,
      "Best reachable: \(NumberText.users(goal.best.users)) at \(NumberText.significant(goal.best.level)) "
        + "(\(NumberText.level(goal.level)) % \(interval)).",
      "Levels from \(NumberText.significant(goal.between.lowerBound)) to "
        + "\(NumberText.significant(goal.between.upperBound)) were searched, everything else as in `\(goal.scenario)`; \(goal.draws) "
        + "draws, seed \(goal.seed).",
    ]
    return [table.text, notes.map { "- \($0)\n" }.joined()].joined(separator: "\n")
  }

  private var csv: String {
    CSVText.rows(
      [["driver", "scenario", "month", "target", "probability", "level", "anyLevel", "bestLevel", "bestUsers"]]
        + goal.answers.map {
          [
            goal.driver, goal.scenario, "\(goal.month)", NumberText.whole(goal.target), "\($0.probability)",
            $0.level.map { "\($0)" } ?? "", $0.isAnyLevel ? "true" : "false", "\(goal.best.level)",
            NumberText.whole(goal.best.users),
          ]
        })
  }
}

/// The JSON document of a search.
private struct GoalDocument: Encodable {
  struct Answer: Encodable {
    let probability: Double
    let level: Double?
    let isAnyLevel: Bool
  }

  struct Best: Encodable {
    let level: Double
    let users: Double
    let lower: Double
    let upper: Double
    let probability: Double
  }

  let driver: String
  let scenario: String
  let target: Double
  let month: Month
  let from: Month
  let present: Double
  let presentUsers: Double
  let between: [Double]
  let answers: [Answer]
  let best: Best
  let answer: String
  let level: Double
  let draws: Int
  let seed: UInt64

  init(_ goal: GoalSeek, answer: String) {
    driver = goal.driver
    scenario = goal.scenario
    target = goal.target
    month = goal.month
    from = goal.from
    present = goal.present
    presentUsers = NumberText.rounded(goal.presentUsers)
    between = [goal.between.lowerBound, goal.between.upperBound]
    answers = goal.answers.map { Answer(probability: $0.probability, level: $0.level, isAnyLevel: $0.isAnyLevel) }
    best = Best(
      level: goal.best.level, users: NumberText.rounded(goal.best.users),
      lower: NumberText.rounded(goal.best.interval.lowerBound),
      upper: NumberText.rounded(goal.best.interval.upperBound), probability: goal.bestProbability)
    self.answer = answer
    level = goal.level
    draws = goal.draws
    seed = goal.seed
  }
}
