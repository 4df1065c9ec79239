import Scenarios

/// The level of a driver that keeps users.
public struct GoalReport: ResultReport {
  private let goal: GoalSeek

  /// The report of a search.
  public init(_ goal: GoalSeek) { self.goal = goal }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    ResultDocument(
      [.table(table), .notes(notes)], data: table,
      fields: [
        "driver": .text(goal.driver), "scenario": .text(goal.scenario), "target": .number(goal.target),
        "month": .month(goal.month), "from": .month(goal.from), "present": .number(goal.present),
        "presentUsers": .users(goal.presentUsers),
        "between": .numbers([goal.between.lowerBound, goal.between.upperBound]), "answers": .records(table),
        "best": .record([
          "level": .number(goal.best.level), "users": .users(goal.best.users),
          "lower": .users(goal.best.interval.lowerBound), "upper": .users(goal.best.interval.upperBound),
          "probability": .number(goal.bestProbability),
        ]), "answer": .text(answer), "level": .number(goal.coverage), "draws": .count(goal.draws),
        "seed": .seed(goal.seed),
      ])
  }

  /// The answer as a sentence.
  public var answer: String {
    let target = "\(NumberText.users(goal.target)) users in \(goal.month)"
    guard let first = goal.answers.first else { return "" }
    let chance = "with a probability of \(NumberText.percent(first.probability))"
    guard let level = first.level else {
      return
        "No level of `\(goal.driver)` from \(NumberText.significant(goal.between.lowerBound)) to "
        + "\(NumberText.significant(goal.between.upperBound)) alone keeps \(target) \(chance): the most is "
        + "\(NumberText.users(goal.best.users)) at \(NumberText.significant(goal.best.level)), where the target is kept with a "
        + "probability of \(NumberText.percent(goal.bestProbability, 1))."
    }
    if first.isAnyLevel {
      return
        "Every level of `\(goal.driver)` from \(NumberText.significant(goal.between.lowerBound)) to "
        + "\(NumberText.significant(goal.between.upperBound)) keeps \(target) \(chance)."
    }
    return
      "`\(goal.driver)` at \(NumberText.significant(level)) from \(goal.from) onwards keeps \(target) \(chance); in `\(goal.scenario)` it is "
      + "\(NumberText.significant(goal.present)) at the end, which leaves \(NumberText.users(goal.presentUsers))."
  }

  /// One row per probability.
  package var table: ResultTable {
    ResultTable(
      columns: [
        .machine(csv: ["driver"], json: []), .machine(csv: ["scenario"], json: []),
        .machine(csv: ["month"], json: []), .machine(csv: ["target"], json: []),
        ResultColumn("keep \(NumberText.users(goal.target)) in \(goal.month)", csv: ["probability"]),
        ResultColumn(goal.driver, isNumeric: true, csv: ["level"]),
        .machine(csv: ["anyLevel"], json: ["isAnyLevel"]), .machine(csv: ["bestLevel"], json: []),
        .machine(csv: ["bestUsers"], json: []),
      ],
      rows: goal.answers.map { answer in
        let level = answer.level.map { ResultCell.number($0) } ?? .missing("no level suffices")
        return [
          ResultCell(goal.driver), ResultCell(goal.scenario), .month(goal.month), .users(goal.target),
          .number(answer.probability)
            .shown(as: "with a probability of \(NumberText.percent(answer.probability))"),
          answer.isAnyLevel ? level.shown(as: "any level") : level, .flag(answer.isAnyLevel),
          .number(goal.best.level), .users(goal.best.users),
        ]
      })
  }

  /// Whether users still rise at an end of the range.
  private var isBestAtEnd: Bool {
    goal.between.lowerBound < goal.between.upperBound && goal.best.level != 0
      && (goal.best.level == goal.between.lowerBound || goal.best.level == goal.between.upperBound)
  }

  /// Notes for readers.
  var notes: [String] {
    let interval = NumberText.interval(
      NumberText.users(goal.best.interval.lowerBound), NumberText.users(goal.best.interval.upperBound))
    return [
      answer,
      "The most within these levels: \(NumberText.users(goal.best.users)) at \(NumberText.significant(goal.best.level)) "
        + "(\(NumberText.coverage(goal.coverage)) % \(interval))\(isBestAtEnd ? ", an end of the range; --between searches others" : "").",
      "Levels from \(NumberText.significant(goal.between.lowerBound)) to "
        + "\(NumberText.significant(goal.between.upperBound)) were searched, everything else as in `\(goal.scenario)`; \(goal.draws) "
        + "draws, seed \(goal.seed).",
    ]
  }
}
