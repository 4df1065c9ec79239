import ArgumentParser
import ChurnForecast

/// `churn-forecast fit`.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fits a model of net growth to MAU and drivers.",
    discussion: """
      MAU may be monthly, quarterly or yearly, with gaps: nothing is interpolated. A positive effect is harmful.

      Examples:
        churn-forecast fit mau.csv --baseline saturating
        churn-forecast fit mau.csv incidents.csv --driver incidents --driver 'carryover(toxicity, 0.8)'
        churn-forecast fit wiki.csv --mau active_editors --driver revert_rate --seasonality monthly --from 2010-01
        churn-forecast fit mau.csv --driver outages --errors 'ar(1)' --baseline logistic
        churn-forecast fit mau.csv --driver outages --model auto --out auto.json
        churn-forecast fit mau.csv --model model.yaml --out fit.json --format json
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var work: WorkOptions

  @Option(
    help: ArgumentHelp(
      "The file to save the fit to, for `churn-forecast forecast` and scenario files.", valueName: "fit.json"),
    completion: .file(extensions: ["json"]))
  var out: String?

  func validate() throws {
    guard let out else { return }
    if out == "-" { throw ValidationError("--out needs a file; the saved fit cannot be written to standard output.") }
    if let input = (input.data + [model.file].compactMap { $0 }).first(where: { TextFile.isSame($0, out) }) {
      throw ValidationError("--out would overwrite the input \(input); choose another file.")
    }
  }

  func run() throws {
    let request = try model.request()
    let fit = try request.fit(input.request.table(for: request.specification, remark: Hint.show), limit: work.limit)
    let report = output.text(of: FittedModelReport(fit))
    if let out { try TextFile.write(try SavedFit.text(of: fit), to: out) }
    try TextFile.print(report + (request.isAutomatic && output.format == .table ? comingMonths(fit) : ""))
  }

  /// The next 12 months and what to type next, for whoever describes no model.
  private func comingMonths(_ fit: any FittedModel) throws -> String {
    let options = ForecastOptions()
    guard (try? fit.forecastingWork(months: 12, drivers: [], options: options).check(work.limit)) != nil,
      let forecast = try? fit.forecast(months: 12, drivers: [], options: options),
      let naive = try? Benchmark.naive.forecast(fit.data.mau, months: 12)
    else { return "" }
    let data = ShellText.command(input.data)
    return "\n" + output.text(of: ForecastReport(name: fit.data.mau.name, forecast: forecast, naive: naive))
      + "\nNext: churn-forecast forecast \(data) --months 24\n      churn-forecast backtest \(data)\n"
  }
}
