import Series

/// Something that had to be decided in order to read a file, or that was left out. The description is one sentence.
public struct ReadingRemark: Sendable, Equatable, CustomStringConvertible {
  /// What it is about.
  enum Kind: Sendable, Equatable {
    /// The text is not UTF-8 but this.
    case encoding(String)
    /// Lines above the header, or comments.
    case skipped(lines: [Int], what: String)
    case months(MonthNotation)
    /// A column without a usual name was taken for months.
    case monthColumn
    /// Months were made of a column of years and one of months or quarters.
    case joined(String, String)
    /// A group stands above the names of its columns.
    case twoHeaders(example: String)
    /// Months stood in the header, and a row was a series, named by columns; by none for a single row.
    case turned(months: Int, series: [String])
    /// Years stood in the header and months at the left.
    case yearsByMonth
    /// Columns or rows of sums, or of something else than users.
    case leftOut([String])
    /// Every column of a panel was a series.
    case stacked(count: Int)
    /// Months stood in the header, and a column named the quantities.
    case turnedQuantities(months: Int, column: String)
    case notation(NumberNotation, byJump: Bool)
    case percent, factors
    case currency(Character)
    /// Words for blanks.
    case missing([String], count: Int)
    /// Users are in these units, as the header or an option says.
    case unit(Double, inHeader: Bool)
    /// Lines above the header speak of this unit, which nothing else states.
    case unitAbove(Double)
    /// Users are decimals below 10,000.
    case smallUsers
    /// The column that was taken for users.
    case users(String)
    /// Rows of days became months by a rule.
    case monthly(String, MonthlyRule)
    /// Months that are not complete.
    case incomplete([Month])
    /// Quarters that are written by their first day or month, and where they are put.
    case quarters(QuarterMonth)
  }

  let file: String
  /// The column; nil for the file as a whole.
  let column: String?
  let kind: Kind

  /// One sentence for people.
  public var description: String { "\(file): " + (column.map { "column `\($0)`: " } ?? "") + text }

  /// How numbers of the column are written, in a few words; nil where it says something else.
  var notation: String? {
    switch kind {
    case .notation(let notation, _): notation.description
    case .percent: "percent"
    case .factors: "k, M and B"
    case .currency(let sign): "\(sign)"
    case .unit(let unit, _): Self.name(of: unit)
    case .monthly(let rows, let rule): "\(rule.rawValue) of \(rows)"
    default: nil
    }
  }

  private var text: String {
    switch kind {
    case .encoding(let name): "the text is read as \(name)."
    case .skipped(let lines, let what):
      (lines.count == 1 ? "line " : "lines ") + wordList(lines.map(String.init), most: 10)
        + (lines.count == 1 ? ", \(what), is skipped." : ", \(what), are skipped.")
    case .joined(let year, let part): "it is made of `\(year)` and `\(part)`."
    case .twoHeaders(let example): "names stand in two rows, and are joined, as in `\(example)`."
    case .leftOut(let names):
      "left out, as sums or other than figures by month: \(wordList(names.map { "`\($0)`" }, most: 10))."
    case .stacked(let count):
      "there is no column of series or users: \(count) columns are taken for series of users."
    case .turned(let months, let series):
      series.isEmpty
        ? "\(months) months stand in the header, and the row is taken for users."
        : "\(months) months stand in the header; every row is taken for a series of users, named by \(wordList(series.map { "`\($0)`" }, most: 10))."
    case .yearsByMonth: "years stand in the header and months at the left; all figures are taken for users."
    case .turnedQuantities(let months, let column):
      "\(months) months stand in the header; the quantities that `\(column)` names are read as columns."
    case .monthColumn: "it is taken for months, as all of its cells are; --month names another."
    case .months(let notation): "months are read as \(notation)."
    case .notation(let notation, let byJump):
      "numbers are read with \(notation)"
        + (byJump ? "; read otherwise, they would jump by a factor of about a thousand." : ".")
    case .percent: "percentages are read as fractions."
    case .factors: "k, M and B are read as thousands, millions and billions."
    case .currency(let sign): "the sign \(sign) is left out."
    case .missing(let words, let count):
      "\(wordList(words.map { "\"\($0)\"" }, most: 10)) (\(count) cell\(count == 1 ? "" : "s")) \(words.count == 1 ? "counts" : "count") as not observed."
    case .unit(let unit, let inHeader):
      "users are in \(Self.name(of: unit)), as \(inHeader ? "the header" : "--users-in") says."
    case .unitAbove(let unit):
      "a line above the header speaks of \(Self.name(of: unit)); if users are counted so, --users-in \(UserUnit.word(of: unit)) says it."
    case .smallUsers:
      "users are decimals below 10,000; if they are thousands or millions, --users-in k or --users-in M says so."
    case .users(let name): "`\(name)` is taken for monthly active users; --mau names another."
    case .monthly(let rows, let rule): "months are made of \(rows) (\(rule.rawValue))."
    case .incomplete(let months):
      "\(wordList(months.map(\.description), most: 10)) \(months.count == 1 ? "is" : "are") not complete, and left out."
    case .quarters(.first):
      "quarters are read as their first months; --quarters last puts them at their ends."
    case .quarters(.last): "quarters are read as their last months."
    }
  }

  private static func name(of unit: Double) -> String {
    unit == 1e3 ? "thousands" : unit == 1e6 ? "millions" : "billions"
  }
}
