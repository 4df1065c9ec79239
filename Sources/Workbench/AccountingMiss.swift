/// Growth accounting that does not add up.
public struct AccountingMiss: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The first month that does not add up, as a sentence.
  public let first: String
  /// The number of months and identities that do not.
  public let count: Int

  /// An accounting that does not add up.
  public init(file: String, first: String, count: Int) {
    self.file = file
    self.first = first
    self.count = count
  }

  /// What was found, and what to do.
  public var description: String {
    "\(file): growth accounting does not add up. \(first)"
      + (count > 1 ? " \(count - 1) more do\(count == 2 ? "es" : "") not." : "")
      + " Correct the figures, or use --allow-growth to see the table with its gaps."
  }
}
