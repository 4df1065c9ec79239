import Series
import SeriesIO

/// A problem with raw signals. The description is one message: where, what, what was expected, what to do.
public enum SignalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A problem with a file.
  case file(SeriesIOError)
  /// No zone has the name.
  case unknownZone(String, nearest: String?)
  /// A time that cannot be read.
  case badTime(CellPlace, value: String)
  /// Times without a zone, and none is stated.
  case noZone(CellPlace, value: String)
  /// A step that comes before the one above it.
  case outOfOrder(CellPlace, value: String, earlierLine: Int)
  /// A step that occurs twice.
  case repeatedTime(CellPlace, value: String)
  /// A time that is not a whole number of steps after the first.
  case unevenTime(CellPlace, value: String, step: String)
  /// A number of reports below 0, or none.
  case badCount(CellPlace, value: String)
  /// Too few steps to tell what is usual.
  case tooFewCounts(Int, needed: Int)
  /// An incident that ends before it begins.
  case endsBeforeStart(CellPlace, value: String, start: String)
  /// A word for the severity of an incident that is not known.
  case unknownSeverity(CellPlace?, value: String, known: [String])
  /// A file of which no kind is recognised.
  case unknownKind(file: String, columns: [String], needed: String)
  /// A text that is no JSON, or not of the form that is expected.
  case badJSON(file: String, line: Int?, reason: String)
  /// A weight that is not a number from 0 to 1.
  case badWeight(String, value: String)
  /// A country or part without a weight where others have one.
  case noWeight(String, name: String, known: [String])
  /// Counts of several files in steps of other lengths.
  case otherStep(String, String)
  /// Counts of several files about the same time.
  case overlap(String, at: String)
  /// A time of an option that cannot be read.
  case badOption(String, value: String)
  /// No month is covered as a whole.
  case noWholeMonth
  /// Signals of an implausible length.
  case tooLong(from: String, until: String)
  /// Nothing to count.
  case noRows(file: String)

  /// Does something with a file.
  static func wrap<Value>(_ body: () throws(SeriesIOError) -> Value) throws(SignalError) -> Value {
    do {
      return try body()
    } catch {
      throw .file(error)
    }
  }

  /// Whether a file could not be found or written.
  public var fileError: SeriesIOError? { if case .file(let error) = self { error } else { nil } }

  /// The message for users.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .unknownZone(let name, let nearest):
      "There is no time zone `\(name)`; expected a name such as Europe/Paris or UTC"
        + (nearest.map { ". Did you mean \($0)?" } ?? ".")
    case .badTime(let place, let value):
      "\(place): \"\(value)\" is not a time; expected ISO 8601 such as 2023-03-01T10:45:00Z or 2023-03-01 10:45, or seconds since 1970."
    case .noZone(let place, let value):
      "\(place): \"\(value)\" does not say its time zone. State the zone of the file by --zone, such as --zone UTC or --zone Europe/Paris."
    case .outOfOrder(let place, let value, let line):
      "\(place): \"\(value)\" is before the time in line \(line). Sort the rows of every country and part by time."
    case .repeatedTime(let place, let value):
      "\(place): \"\(value)\" occurs twice. Keep one row per time, country and part; name their columns by --columns, such as --columns country=region."
    case .unevenTime(let place, let value, let step):
      "\(place): \"\(value)\" is not a whole number of steps of \(step) after the first time. Bring the counts to steps of one length."
    case .badCount(let place, let value):
      "\(place): \"\(value)\" is not a number of reports; expected 0 or more. Leave the cell blank if it is not known."
    case .tooFewCounts(let count, let needed):
      "\(count) counts are too few to tell what is usual; at least \(needed) steps are needed."
    case .endsBeforeStart(let place, let value, let start):
      "\(place): \"\(value)\" is before the start of the incident, \(start). Correct one of the times."
    case .unknownSeverity(let place, let value, let known):
      "\(place.map { "\($0): " } ?? "")\"\(value)\" is not a known severity; known are \(known.joined(separator: ", ")). State its weight by --weights severity=\(value):0.5."
    case .unknownKind(let file, let columns, let needed):
      "\(file): neither counts of reports nor incidents are recognised; there are \(columns.map { "`\($0)`" }.joined(separator: ", ")). Needed are \(needed)."
    case .badJSON(let file, let line, let reason): "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)."
    case .badWeight(let name, let value):
      "The weight of `\(name)`, \"\(value)\", is not a number from 0 to 1."
    case .noWeight(let kind, let name, let known):
      "The \(kind) `\(name)` has no weight; there are weights for \(known.map { "`\($0)`" }.joined(separator: ", ")). Give it one, 0 to leave it out."
    case .otherStep(let name, let step):
      "Files about \(name) have counts in other steps than \(step). Bring them to steps of one length."
    case .overlap(let name, let time):
      "Several files have counts of \(name) for \(time). Keep one of them, or name countries and parts by --columns."
    case .badOption(let option, let value):
      "\(option): \"\(value)\" is not a time; expected ISO 8601 such as 2023-03-31T24:00 or 2023-03-01T10:45:00Z."
    case .noWholeMonth:
      "Signals cover no month as a whole, so that there is no driver to write. Leave out --out, or add signals."
    case .tooLong(let from, let until):
      "Signals reach from \(from) to \(until), longer than fifty years. Look for a year that is mistyped."
    case .noRows(let file): "\(file): there is nothing in it to count."
    }
  }
}
