import Series

/// A problem with a file. The description is one message: where, what, what was expected, what to do.
public enum SeriesIOError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file does not exist or cannot be opened.
  case cannotRead(file: String, reason: String)
  /// The output cannot be written.
  case cannotWrite(file: String, reason: String)
  /// The reader of standard output has gone.
  case readerGone
  /// Another program is writing into the folder.
  case folderInUse(String)
  /// The rows of a series are not adjacent.
  case scatteredSeries(CellPlace, name: String)
  /// A later driver belongs to no series of the panel, or is in another order.
  case futureOutOfOrder(CellPlace, name: String, panel: String)
  /// The file changed while it was read.
  case changedWhileRead(file: String)
  /// One series has more rows than a series can have months.
  case seriesTooLong(CellPlace, limit: Int)
  /// The name of a series is longer than any name.
  case nameTooLong(CellPlace, limit: Int)
  /// A file read as a whole is larger than any of its kind.
  case tooLarge(file: String, limit: Int)
  /// A table of months has more rows than there can be months.
  case tooManyRows(file: String, limit: Int)
  /// A column is to be two things at once: what, with the options that name other columns.
  case sharedColumn(String, file: String, uses: [String], options: [String])
  /// A series has no name.
  case namelessSeries(CellPlace)
  /// A series is in two groups: the one of its first row, and that of another.
  case twoGroups(CellPlace, value: String, earlier: String)
  /// The file is not a text of comma-separated values.
  case notText(file: String, line: Int, reason: String)
  /// The file is not UTF-8.
  case notUTF8(file: String)
  /// A line is longer than any table row.
  case lineTooLong(file: String, line: Int, limit: Int)
  /// A panel that is read piece by piece must be in plain form.
  case notPlain(file: String)
  /// Quotation marks do not match.
  case badQuotes(file: String, line: Int)
  /// The file has no rows; `hasHeader` tells whether it has a header.
  case noRows(file: String, hasHeader: Bool)
  /// A row has more or fewer cells than the header.
  case raggedRow(file: String, line: Int, cells: Int, expected: Int)
  /// No file has the column.
  case noSuchColumn(String, files: [String], columns: [String])
  /// More than one column could be meant.
  case ambiguousColumn(String, files: [String])
  /// No column of the file looks like months.
  case noMonthColumn(file: String, columns: [String])
  /// A month cannot be read.
  case badMonth(CellPlace, value: String)
  /// A month is written in another way than those above it.
  case otherNotation(CellPlace, value: String, example: String)
  /// A row of totals below the figures.
  case totalRow(CellPlace, value: String)
  /// A date can be read in two ways.
  case ambiguousDates(CellPlace, value: String, readings: [String])
  /// Years such as 2101, which may be years and months.
  case shortYears(CellPlace, value: String)
  /// A month has rows of several days.
  case severalDays(CellPlace, month: Month, rows: String)
  /// A month has rows of several series, which a column names.
  case severalSeries(CellPlace, month: Month, column: String, example: String)
  /// No row belongs to the series.
  case noSuchSeries(String, file: String, known: [String])
  /// The numbers of a column can be read in two ways.
  case ambiguousNumbers(CellPlace, values: [String], readings: [String])
  /// There are no users in a month.
  case noUsers(CellPlace)
  /// Several faulty cells: the first of them, and how many there are.
  case faults([SeriesIOError], count: Int)
  /// The file can be read only with options that are not to be had here.
  case needsOptions(file: String, options: [String])
  /// A month occurs in two rows.
  case repeatedMonth(CellPlace, value: String, month: Month, earlierLine: Int)
  /// MAU is zero, negative, infinite or NaN.
  case badUsers(CellPlace, value: String)
  /// A driver's cell is not a finite number.
  case badNumber(CellPlace, value: String)
  /// A month that a draw has twice.
  case repeatedDraw(CellPlace, draw: String, month: Month)
  /// Fewer draws than two.
  case tooFewDraws(file: String, count: Int)
  /// A draw that lacks a month which others have.
  case incompleteDraw(file: String, draw: String, month: Month)
  /// A file called `manifest.json` that no batch wrote.
  case notManifest(file: String)

  /// The faulty cells that are shown of a file.
  static let faultsShown = 10

  /// The kinds of failure that a caller distinguishes.
  public enum Kind: Sendable { case badData, inputNotFound, outputNotWritable }

  /// The kind of failure.
  public var kind: Kind {
    switch self {
    case .cannotRead, .changedWhileRead: .inputNotFound
    case .cannotWrite, .folderInUse, .readerGone: .outputNotWritable
    default: .badData
    }
  }

  /// The message for users.
  public var description: String {
    switch self {
    case .cannotRead(let file, let reason): "\(file): cannot be read: \(reason)."
    case .cannotWrite(let file, let reason): "\(file): cannot be written: \(reason)."
    case .notPlain(let file):
      "\(file == "-" ? "standard input" : file): a panel from standard input or above 64 MB is read in plain form only: months as YYYY-MM, "
        + "numbers as programs write them, users in ones, and columns under the names that options give. Bring it into this form, or leave out "
        + "--dates, --decimal and --users-in."
    case .readerGone: "standard output: cannot be written: the reader has gone."
    case .folderInUse(let folder):
      "\(folder): another run is writing into this folder. Wait for it, or choose another folder."
    case .scatteredSeries(let place, let name):
      "\(place): \(quoted(name)) occurs again after another series; expected the rows of each series to be "
        + "adjacent. Sort the file by this column, or use --sort."
    case .futureOutOfOrder(let place, let name, let panel):
      "\(place): \(quoted(name)) is not in \(panel), or precedes the series above it there; expected the series of "
        + "\(panel) in the same order (some may be left out). Sort both files the same way."
    case .changedWhileRead(let file):
      "\(file): the file changed while it was being read. Run again when it is complete."
    case .seriesTooLong(let place, let limit):
      "\(place): the series has more than \(limit) bytes of rows; expected one row per month. Check the column."
    case .nameTooLong(let place, let limit):
      "\(place): the name of the series is longer than \(limit) bytes; expected a name. Check the column."
    case .tooLarge(let file, let limit):
      "\(file): the file is larger than \(limit >> 20) MiB. Check that it is the right file."
    case .tooManyRows(let file, let limit):
      "\(file): the table has more than \(limit) rows; expected one row per month. A panel of many series is read by "
        + "`churn-forecast batch`."
    case .sharedColumn(let column, let file, let uses, let options):
      "\(file): the column `\(column)` cannot be \(uses.joined(separator: " and ")) at once. Name another by "
        + options.joined(separator: " or ") + "."
    case .twoGroups(let place, let value, let earlier):
      "\(place): \(quoted(value)) is another group than \(quoted(earlier)) in the first row of the series. A series has one group."
    case .namelessSeries(let place): "\(place): the name of the series is blank. Fill it in."
    case .notText(let file, let line, let reason):
      "\(file):\(line): \(reason); expected comma-separated text. Save the table as CSV in UTF-8."
    case .notUTF8(let file): "\(file): this is not UTF-8 text. Save the file in UTF-8."
    case .lineTooLong(let file, let line, let limit):
      "\(file):\(line): the line is longer than \(limit) bytes; expected a table with one row per month. "
        + "Check that the file is CSV with line breaks."
    case .repeatedDraw(let place, let draw, let month):
      "\(place): draw \(draw) has \(month) twice. Every draw needs a number of its own in the column `draw`."
    case .tooFewDraws(let file, let count):
      "\(file): \(count) draw\(count == 1 ? "" : "s") cannot tell how much errors vary; at least two are needed, each with its number in the column `draw`."
    case .incompleteDraw(let file, let draw, let month):
      "\(file): draw \(draw) has no row for \(month), which other draws have. Every draw needs the same months."
    case .badQuotes(let file, let line):
      "\(file):\(line): a quotation mark is inside a cell or is never closed. "
        + "Quote whole cells, and double quotation marks inside them (\"\")."
    case .noRows(let file, let hasHeader):
      hasHeader
        ? "\(file):1: there is a header but no rows; expected one row per month."
        : "\(file):1: the file is empty; expected a header and one row per month."
    case .raggedRow(let file, let line, let cells, let expected):
      "\(file):\(line): the row has \(cells) cell\(cells == 1 ? "" : "s"), the header has \(expected). "
        + "Quote cells that contain the separator, and leave blank cells in their place."
    case .noSuchColumn(let name, let files, let columns):
      "\(files.joined(separator: ", ")): there is no column `\(name)`; the "
        + (columns.count == 1 ? "only column is " : "columns are ") + named(columns)
        + (nearestName(to: name, among: columns).map { ". Did you mean `\($0)`?" }
          ?? (name == "mau" ? ". Name the column of users with --mau." : "."))
        + (name == "series" ? " Name the column of series with --series." : "")
    case .ambiguousColumn(let name, let files):
      "\(files.joined(separator: ", ")): the column `\(name)` occurs more than once. Rename all but one."
    case .noMonthColumn(let file, let columns):
      "\(file):1: no column is called month, date, quarter, year or period; the columns are "
        + named(columns) + ". Name the column of months with --month."
    case .badMonth(let place, let value):
      "\(place): \(quoted(value)) is not a month; expected YYYY-MM, YYYY-MM-DD, YYYY-Qn (a quarter, meaning its last "
        + "month) or YYYY (a year, meaning December)\(serialAdvice(value))."
    case .otherNotation(let place, let value, let example):
      "\(place): \(quoted(value)) is not written like \(quoted(example)) above it. Write all months of a column in one way."
    case .totalRow(let place, let value):
      "\(place): \(quoted(value)) is a row of totals, not a month. Take it out."
    case .ambiguousDates(let place, let value, let readings):
      "\(place): \(quoted(value)) can be read as \(readings.joined(separator: " or as ")), and nothing in the column decides. Say "
        + "which by --dates dmy or --dates mdy."
    case .shortYears(let place, let value):
      "\(place): \(quoted(value)) is the year \(value); all cells could also be years and months (YYMM). Write YYYY-MM."
    case .severalDays(let place, let month, let rows):
      "\(place): \(month) has several rows: these are \(rows). Say how they become months by --monthly mean, last, max or sum."
    case .severalSeries(let place, let month, let column, let example):
      "\(place): \(month) occurs for several series, which column `\(column)` names. Take one by\(option(column)) "
        + "--only \(word(example)), or all of them by `churn-forecast batch \(word(place.file))\(option(column))`."
    case .noSuchSeries(let name, let file, let known):
      "\(file): there is no series \(quoted(name)); there are \(named(known))"
        + (nearestName(to: name, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .ambiguousNumbers(let place, let values, let readings):
      "\(place): \(values.map { quoted($0) }.joined(separator: " and ")) can be read with \(readings.joined(separator: " or with ")), and "
        + "nothing in the column decides. Say which by --decimal point or --decimal comma."
    case .noUsers(let place):
      "\(place): 0 users have no logarithm, so that growth from or to them has no number. If nothing was counted, leave the cell blank; "
        + "if the service had not begun, use later months (--from)."
    case .faults(let first, let count):
      first.map { VisibleText.line($0.description) }.joined(separator: "\n")
        + (count > first.count ? "\nand \(count - first.count) more faulty cells." : "")
    case .needsOptions(let file, let options):
      "\(file): this can be read only with options such as \(options.map { $0.hasPrefix("--") ? $0 : word($0) }.joined(separator: " ")), which a scenario file cannot state. Save "
        + "a fit with them (churn-forecast fit … --out fit.json), and begin with the fit."
    case .repeatedMonth(let place, let value, let month, let earlierLine):
      "\(place): \(quoted(value)) is \(month), which already occurs in line \(earlierLine). Keep one row per month."
    case .badUsers(let place, let value):
      "\(place): \(quoted(value)) is not a number of users; expected a number above 0"
        + advice(value, blank: "not observed")
    case .badNumber(let place, let value):
      "\(place): \(quoted(value)) is not a number; expected a finite number" + advice(value, blank: "unknown")
    case .notManifest(let file):
      "\(file): this is not the manifest of a batch; expected a folder written by `churn-forecast batch --out`."
    }
  }
}

/// A name as it is typed in a command.
private func word(_ name: String) -> String {
  let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "_-./".contains($0) } && !name.hasPrefix("-")
  return isPlain && !name.isEmpty ? name : "'\(shortened(name).replacing("'", with: "'\\''"))'"
}

/// The option that names the column of series, with a blank before it; nothing for the usual name.
private func option(_ column: String) -> String { column == "series" ? "" : " --series \(word(column))" }

/// That a number may be a day as spreadsheets count them.
private func serialAdvice(_ value: String) -> String {
  guard let number = Int(value), (20_000...80_000).contains(number) else { return "" }
  return "; days as spreadsheets count them are read by --dates serial"
}

/// The value in quotation marks, shortened if it is long.
private func quoted(_ value: String) -> String { "\"\(shortened(value))\"" }

/// The first columns by name.
private func named(_ columns: [String]) -> String {
  let shown = columns.prefix(20).map { "`\(shortened($0))`" }.joined(separator: ", ")
  return columns.count <= 20 ? shown : "\(shown) and \(columns.count - 20) more"
}

/// At most forty characters, of few bytes each.
private func shortened(_ value: String) -> String {
  let isShort = value.utf8.count <= 40 || (value.utf8.count <= 400 && value.count <= 40)
  return isShort ? value : "\(String(decoding: value.utf8.prefix(400), as: UTF8.self).prefix(37))…"
}

private func advice(_ value: String, blank: String) -> String {
  let digitsAndCommas = value.allSatisfy { $0.isNumber || $0 == "," || $0 == "." || $0 == "-" || $0 == " " }
  if digitsAndCommas, value.contains(",") || value.contains(" ") {
    return " with a decimal point and without thousands separators."
  }
  if let number = Double(value), !number.isNaN, !NumberRange.contains(number) {
    return " between 1e-100 and 1e100 in size. Change the unit of the column."
  }
  if value.hasSuffix("%") { return "; write a fraction instead of a percentage." }
  // "315.6*", "335.4(1)", "12.1 million".
  if value.first?.isNumber == true, let mark = value.first(where: { !$0.isNumber && $0 != "." && $0 != "," }),
    !mark.isLetter
  {
    return ". If the number is right, take away what stands behind it; leave the cell blank if it is \(blank)."
  }
  return ". Leave the cell blank if it is \(blank)."
}
