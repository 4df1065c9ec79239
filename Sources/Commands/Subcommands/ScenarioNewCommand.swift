import ArgumentParser
import ChurnForecast
import Foundation

/// `churn-forecast scenario new`.
struct ScenarioNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a scenario file to begin with, made from data or a saved fit.",
    discussion: """
      The file runs as it is. Its scenarios are the drivers as they are now, and at the ends of what they have been; comments say what
      else can be asked.

      Examples:
        churn-forecast scenario new mau.csv --driver outages --out plans.yaml
        churn-forecast scenario new fit.json > plans.yaml
      """)

  @Argument(
    help: "A saved fit, or CSV files that are joined by month.", completion: .file(extensions: ["csv", "json"]))
  var input: [String]

  @Option(help: ArgumentHelp("The column of monthly active users (default: mau).", valueName: "column"))
  var mau: String?

  @Option(
    name: .customLong("driver"),
    help: ArgumentHelp(
      "A driver as in `fit`; repeat for more (default: the first columns that can be drivers, as `inspect` names them).",
      valueName: "expression"),
    transform: { text in
      do { return try DriverExpression(parsing: text) } catch { throw ValidationError("\(error)") }
    })
  var drivers: [DriverExpression] = []

  @Option(
    help: ArgumentHelp("The new file (default: standard output).", valueName: "plans.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var out: String?

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if input.contains("-") {
      throw ValidationError("A scenario file names its data, which therefore cannot be standard input.")
    }
    if let out, TextFile.exists(out) {
      throw ValidationError("\(out) exists; a new scenario file replaces none. Choose another name.")
    }
  }

  func run() throws {
    let draft: ScenarioDraft
    switch WorkbenchInput(input) {
    case .fit(let file):
      guard mau == nil, drivers.isEmpty else {
        throw ValidationError("A saved fit includes its model and data; leave out the options that describe them.")
      }
      let saved = try SavedFit.read(TextFile.text(of: file), file: file, limit: work.limit)
      guard let fit = saved as? any RecursiveFit else {
        throw ValidationError(
          "\(file) is no fit of net growth or of stock and flow; fit one by `churn-forecast fit … --driver … --out fit.json`."
        )
      }
      draft = ScenarioDraft(.fit(place(file)), fit)
    case .data(let files):
      let request = try ScenarioDraftRequest(files, mau: mau, drivers: drivers)
      request.remarks.forEach { Hint.show($0) }
      FindingText.lines(request.findings).forEach { Hint.show($0) }
      draft = ScenarioDraft(.data(files.map(place), mau: request.mau), try request.fit(limit: work.limit))
    case .scenario(let file), .batch(let file):
      throw ValidationError("\(file) is neither data nor a saved fit.")
    }
    if let out { try TextFile.write(draft.text, to: out) } else { try TextFile.print(draft.text) }
  }

  /// A file as it is named in the new one, which may be in another folder.
  private func place(_ file: String) -> String {
    guard let out else { return file }
    let folder = URL(filePath: out).standardizedFileURL.deletingLastPathComponent().pathComponents
    let parts = URL(filePath: file).standardizedFileURL.pathComponents
    let shared = zip(folder, parts).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: folder.count - shared) + parts.dropFirst(shared)).joined(separator: "/")
  }
}
