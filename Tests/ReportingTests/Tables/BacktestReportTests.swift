import ChurnForecast
import Testing

@Suite("Reports of backtests")
struct BacktestReportTests {
  private static let backtest = Result { try Samples.backtest() }

  @Test("People see a few horizons, one table each; machines see all rows in one table")
  func horizons() throws {
    let backtest = try Self.backtest.get()
    let report = BacktestReport(backtest)
    #expect(backtest.horizons.count == 12 && report.shownHorizons == [1, 3, 6, 12])
    let text = report.rendered(as: .table)
    for title in ["1 month ahead ", "3 months ahead ", "12 months ahead "] { #expect(text.contains("\n" + title)) }
    #expect(!text.contains("\n2 months ahead"))
    #expect(Samples.fields(report.rendered(as: .csv)).count == backtest.rows.count + 1)
    #expect(report.table(3).rows.count == backtest.methods.count)
  }

  @Test("The lowest MAPE for a horizon is marked for people only")
  func best() throws {
    let backtest = try Self.backtest.get()
    let table = BacktestReport(backtest).table(6)
    let rows = backtest.rows.filter { $0.horizon == 6 }
    let least = try #require(rows.map(\.accuracy.meanAbsolutePercentageError).min())
    let best = rows.filter { $0.accuracy.meanAbsolutePercentageError == least }.map(\.method.name)
    #expect(table.seen(by: .text).rows.map { $0[0].text }.filter { $0.hasSuffix(" *") } == best.map { $0 + " *" })
    #expect(
      table.seen(by: .page).rows.map { $0[0].text }.filter { $0.hasSuffix(")") } == best.map { $0 + " (lowest MAPE)" })
    #expect(table.seen(by: .csv).rows.map { $0[0].text } == rows.map(\.method.name))
    #expect(table.caption == "6 months ahead" && BacktestReport(backtest).table(1).caption == "1 month ahead")
  }

  @Test("Every number has its column")
  func numbers() throws {
    let backtest = try Self.backtest.get()
    let accuracy = backtest.rows[0].accuracy
    let report = BacktestReport(backtest)
    let fields = Samples.fields(report.rendered(as: .csv))
    let numbers =
      [
        accuracy.meanAbsoluteError, accuracy.rootMeanSquareError, accuracy.meanAbsolutePercentageError,
        accuracy.symmetricError, accuracy.scaledError, accuracy.scaledSquareError, accuracy.bias, accuracy.pinball,
        accuracy.rankedProbabilityScore, accuracy.coverage[0], accuracy.width[0], accuracy.coverage[1],
        accuracy.width[1],
      ]
    #expect(fields[1].dropFirst(3).map { Double($0) } == numbers)
    let shown = report.table(backtest.rows[0].horizon).seen(by: .text)
    #expect(
      shown.columns.dropFirst().map(\.title) == [
        "n", "MAPE", "sMAPE", "RMSE", "MASE", "bias", "CRPS", "80 % covers", "95 % covers",
      ])
    #expect(
      shown.rows[0].dropFirst().map(\.value) == [
        Double(accuracy.count), accuracy.meanAbsolutePercentageError, accuracy.symmetricError,
        accuracy.rootMeanSquareError, accuracy.scaledError, accuracy.bias, accuracy.rankedProbabilityScore,
        accuracy.coverage[0], accuracy.coverage[1],
      ])
    let rows = try #require(try Samples.json(report.rendered(as: .json))["rows"] as? [[String: Any]])
    #expect(rows.count == backtest.rows.count)
    #expect(rows[0]["coverage"] as? [Double] == accuracy.coverage && (rows[0]["width"] as? [Double])?.count == 2)
    #expect(rows[0]["coverage80"] == nil)
  }

  @Test("The verdict names both comparisons, their errors and the test")
  func verdict() throws {
    let backtest = try Self.backtest.get()
    let report = BacktestReport(backtest)
    let exAnte = try #require(backtest.verdict.exAnte)
    #expect(report.sentences[0].hasPrefix("Verdict: "))
    #expect(report.sentences[0].contains("\(NumberText.significant(exAnte.error, 3)) for \(exAnte.method.name)"))
    let nested = try #require(backtest.verdict.exPost?.nestedTest)
    #expect(
      report.sentences[1].hasPrefix(
        "This is what they would have done if they had been known in advance: 1 month ahead, from \(nested.origins) origins: Clark–West "
      ))
    #expect(report.sentences[1].contains(". Over all horizons, the root mean square error"))
    let factor = try backtest.conformalFactor(backtest.methods[0], horizon: 12, coverage: 0.8)
    #expect(
      report.sentences.contains {
        $0.hasPrefix("Conformal 80 % interval of \(backtest.methods[0].name), 12 months ahead")
          && $0.hasSuffix("\(NumberText.fixed(factor, 3)).")
      })
    let written = try #require(try Samples.json(report.rendered(as: .json))["exAnte"] as? [String: Any])
    #expect(written["finding"] as? String == exAnte.finding.rawValue && written["rmse"] as? Double != nil)
    #expect(written["test"] as? String == "clark-west" && written["p"] as? Double == exAnte.nestedTest?.pValue)
    #expect(written["origins"] as? Int == exAnte.origins)
  }
}
