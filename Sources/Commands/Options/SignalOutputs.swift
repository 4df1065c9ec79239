import ArgumentParser
import ChurnForecast

/// What is written about raw signals.
struct SignalOutputs: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write the months: a driver for fit.", valueName: "months.csv"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Write draws of what the errors of all months have in common, for fit.", valueName: "draws.csv"),
    completion: .file(extensions: ["csv"]))
  var drawsOut: String?

  @Option(
    help: ArgumentHelp("Write a page, .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var page: PagePath?

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  /// Refuses files that would overwrite what is read, or each other.
  ///
  /// - Parameters:
  ///   - inputs: what is read.
  ///   - further: what else is written, by option.
  /// - Throws: `ValidationError` with the name of the file or the options.
  func check(inputs: [String?], further: [(option: String, path: String?)]) throws {
    let all = [("--out", out)] + further + [("--draws-out", drawsOut), ("--page", page?.file.path)]
    let written = all.compactMap { option, path in path.map { (option, $0) } }
    for (place, (option, path)) in written.enumerated() {
      if let input = inputs.compactMap({ $0 }).first(where: { TextFile.isSame($0, path) }) {
        throw ValidationError("\(path) would overwrite the input \(input); choose another file.")
      }
      if let other = written[..<place].first(where: { TextFile.isSame($0.1, path) }) {
        throw ValidationError("\(other.0) and \(option) must be different files.")
      }
    }
  }
}
