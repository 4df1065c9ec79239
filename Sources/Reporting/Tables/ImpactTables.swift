import Scenarios
import Series

/// The tables of an analysis of an event.
package struct ImpactTables {
  private let panel: ImpactPanel
  private let analysis: ImpactAnalysis

  package init(_ panel: ImpactPanel, _ analysis: ImpactAnalysis) {
    self.panel = panel
    self.analysis = analysis
  }

  /// As many controls and times as people read at once.
  private static let mostShown = 15

  /// Counts of users from ten thousand on, other numbers as they are.
  private var format: NumberFormat {
    panel.treated.contains { abs($0) >= 10_000 } ? .signedAmount : .significant(4)
  }

  private var interval: String {
    "\(NumberText.coverage(analysis.methods.first?.uncertainty.coverage ?? 0.95)) % interval"
  }

  /// One row per method.
  package var methods: ResultTable {
    ResultTable(
      caption: "Effect by method",
      columns: [
        ResultColumn("method", csv: ["name"]), ResultColumn("average effect", isNumeric: true, csv: ["average"]),
        ResultColumn(interval, isNumeric: true, csv: ["lower", "upper"]),
        ResultColumn("cumulative", isNumeric: true, csv: ["cumulative"]),
        ResultColumn(interval, isNumeric: true, csv: ["cumulativeLower", "cumulativeUpper"]),
        ResultColumn("p", isNumeric: true, csv: ["pValue"]),
        ResultColumn("placebo p", isNumeric: true, csv: ["placeboPValue"]),
        ResultColumn("RMSPE before", isNumeric: true, csv: ["preRMSPE"]), ResultColumn("fit before", csv: ["fit"]),
      ],
      rows: analysis.methods.map { result in
        [
          ResultCell(result.name), .number(result.estimate.average, format), range(result.uncertainty.average),
          .number(result.estimate.cumulative, format), range(result.uncertainty.cumulative),
          .number(result.uncertainty.pValue, .probability),
          .number(result.placebosInSpace.pValue, .probability), .number(result.estimate.preRMSPE),
          ResultCell(result.fit.fitIsPoor ? "poor" : "good"),
        ]
      })
  }

  private func range(_ interval: ImpactInterval?) -> ResultCell {
    interval.map { .interval($0.lower, $0.upper, format) } ?? .missing("none")
  }

  /// The weights of the controls, the largest first.
  package var weights: ResultTable {
    let names = analysis.methods.first?.estimate.weights.map(\.name) ?? panel.controlNames
    func weight(_ result: ImpactResult, _ name: String) -> Double {
      result.estimate.weights.first { $0.name == name }?.weight ?? 0
    }
    let ordered = names.sorted { a, b in
      for result in analysis.methods {
        let (first, second) = (abs(weight(result, a)), abs(weight(result, b)))
        if first != second { return first > second }
      }
      return false
    }
    return ResultTable(
      caption: "Weights of the controls",
      columns: [ResultColumn("control", csv: ["control"])]
        + analysis.methods.map { ResultColumn($0.name, isNumeric: true, csv: [$0.name]) },
      rows: ordered.prefix(Self.mostShown).map { name in
        [ResultCell(name)] + analysis.methods.map { .number(weight($0, name), .decimals(3)) }
      })
  }

  /// Values and effects by time; people see those from the event on, by the first method.
  package var times: ResultTable {
    let labels = panel.labels
    let first = analysis.methods.first
    let from = max(panel.event, panel.times.count - 2 * Self.mostShown)
    return ResultTable(
      caption: "Effect by time",
      columns: [
        ResultColumn("time", csv: ["time"]), .machine(csv: ["method"]),
        ResultColumn(panel.treatedName, isNumeric: true, csv: ["treated"]),
        ResultColumn("without the event", isNumeric: true, csv: ["counterfactual"]),
        ResultColumn("effect by \(first?.name ?? "")", isNumeric: true, csv: ["effect"]),
        ResultColumn(interval, isNumeric: true, csv: ["lower", "upper"]),
      ],
      rows: analysis.methods.flatMap { result in
        panel.times.indices.map { index in
          let effect = result.estimate.effects[index]
          return ResultRow(
            [
              ResultCell(labels[index]), ResultCell(result.name),
              .number(panel.treated[index], amount), .number(result.estimate.counterfactual[index], amount),
              .number(effect, format),
              index >= panel.event ? range(result.uncertainty.byTime[index - panel.event]) : .missing(),
            ], for: result.name == first?.name && index >= from ? .everyone : .machines)
        }
      })
  }

  private var amount: NumberFormat { format == .signedAmount ? .amount : .significant(4) }
}
