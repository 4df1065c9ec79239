/// A column of a result: its heading for people, and its keys for programs.
public struct ResultColumn: Sendable, Equatable {
  /// Its heading.
  public let title: String
  /// Whether it is aligned to the right.
  public let isNumeric: Bool
  /// Which people see it.
  package let people: ResultAudience
  /// Its names in CSV: none where it is left out, two for an interval.
  package let csv: [String]
  /// Its keys in JSON: none where it is left out, two for an interval.
  package let json: [String]

  /// A column that people see.
  ///
  /// - Parameters:
  ///   - title: its heading.
  ///   - isNumeric: whether it is aligned to the right.
  public init(_ title: String, isNumeric: Bool = false) {
    self.init(title, isNumeric: isNumeric, csv: [])
  }

  /// A column that people and programs see.
  ///
  /// - Parameters:
  ///   - title: its heading for people.
  ///   - isNumeric: whether it is aligned to the right.
  ///   - people: which people see it.
  ///   - csv: its names in CSV, two for an interval.
  ///   - json: its keys in JSON, where they are not the names in CSV.
  package init(
    _ title: String, isNumeric: Bool = false, for people: ResultAudience = .people, csv: [String], json: [String]? = nil
  ) {
    self.title = title
    self.isNumeric = isNumeric
    self.people = people
    self.csv = csv
    self.json = json ?? csv
  }

  /// A column for programs alone.
  package static func machine(csv: [String], json: [String]? = nil) -> ResultColumn {
    ResultColumn("", for: [], csv: csv, json: json)
  }

  /// Whether readers see it.
  package func isSeen(by audience: ResultAudience) -> Bool {
    !people.isDisjoint(with: audience) || (audience.contains(.csv) && !csv.isEmpty)
      || (audience.contains(.json) && !json.isEmpty)
  }
}
