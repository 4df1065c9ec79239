import Foundation

/// Remarks on standard error that do not stop the program.
enum Hint {
  /// Writes a remark.
  static func show(_ text: String) { FileHandle.standardError.write(Data("churn-forecast: \(text)\n".utf8)) }
}
