import SeriesIO

/// The names of the files in a batch folder.
///
/// Every part has forecasts in the folder, coefficients in a subfolder, and look backs in another where they are asked for; while the batch is running, `.progress`
/// holds its failures and the checkpoint that marks it as complete.
enum FolderLayout {
  static let manifest = "manifest.json"
  static let success = "_SUCCESS"
  static let failures = "failures.csv"
  static let pooling = "pooling.csv"
  static let coefficients = "coefficients"
  static let lookBacks = "lookback"
  static let progress = ".progress"

  /// The folder itself and those inside it.
  static let folders = ["", coefficients, lookBacks, progress]

  /// The common beginning of the names of all files of a part.
  static func name(ofPart part: Int) -> String {
    let digits = "\(part)"
    return prefix + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  static func forecasts(ofPart part: Int) -> String { name(ofPart: part) + ".csv" }
  static func coefficients(ofPart part: Int) -> String { "\(coefficients)/\(name(ofPart: part)).csv" }
  static func lookBacks(ofPart part: Int) -> String { "\(lookBacks)/\(name(ofPart: part)).csv" }
  static func failures(ofPart part: Int) -> String { "\(progress)/\(name(ofPart: part)).csv" }
  static func checkpoint(ofPart part: Int) -> String { "\(progress)/\(name(ofPart: part)).json" }

  /// Whether a batch that has no manifest yet can have left a file or folder of this name.
  static func isUnfinished(_ name: String) -> Bool {
    name == OutputFolder.lockName || folders.contains(name) || name.hasSuffix(OutputFolder.unfinished)
  }

  /// The part that a file belongs to, complete or not; nil for any other file.
  static func part(of name: String) -> Int? {
    guard name.hasPrefix(prefix), let part = Int(name.dropFirst(prefix.count).prefix { $0 != "." }),
      name.hasPrefix(Self.name(ofPart: part) + ".")
    else { return nil }
    return part
  }

  private static let prefix = "part-"
}
