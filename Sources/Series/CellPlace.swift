/// The position of a cell in a file.
public struct CellPlace: Sendable, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The line, counted from 1; nil where the file has no row for the month.
  public let line: Int?
  /// The column's name in the header.
  public let column: String

  /// Creates a place.
  public init(file: String, line: Int?, column: String) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line: column `name``.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): column `\(column)`" }
}
