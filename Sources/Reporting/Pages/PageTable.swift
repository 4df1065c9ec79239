/// A table of a page: texts, and the numbers behind them.
public struct PageTable: Sendable, Equatable {
  /// A column.
  public struct Column: Sendable, Equatable {
    /// What stands above it.
    public let title: String
    /// Whether it is aligned to the right.
    public let isNumeric: Bool

    /// A column.
    public init(_ title: String, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  /// A cell.
  public struct Cell: Sendable, Equatable {
    /// What people read.
    public let text: String
    /// The number behind it, the same as in JSON; nil for words.
    public let value: Double?

    /// A cell.
    public init(_ text: String, value: Double? = nil) {
      self.text = text
      self.value = value
    }

    /// A count of users, behind it the whole number that CSV and JSON have.
    package static func users(_ count: Double) -> Cell {
      Cell(NumberText.users(count), value: NumberText.rounded(count))
    }

    /// A difference of users with its sign.
    package static func signedUsers(_ count: Double) -> Cell {
      Cell(NumberText.signedUsers(count), value: NumberText.rounded(count))
    }

    /// A number with four significant digits; nothing for none.
    package static func number(_ value: Double?) -> Cell {
      value.map { Cell(NumberText.significant($0), value: $0) } ?? Cell("")
    }
  }

  /// What the table is about.
  public let caption: String
  /// The columns.
  public let columns: [Column]
  /// The rows; a cell a column.
  public let rows: [[Cell]]

  /// A table.
  public init(caption: String, columns: [Column], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell a column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}
