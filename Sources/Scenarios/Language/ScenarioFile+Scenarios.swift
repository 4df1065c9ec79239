import Drivers
import Series

extension ScenarioFile {
  /// Paths of drivers by raw column.
  public struct Scenario: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its line in the file.
    public let line: Int
    /// Users in the base month, where they differ from those of the file.
    public let users: Double?
    /// The scenario with which it is compared, where that is not the reference of the file.
    public let reference: String?
    /// The events that happen.
    public let events: Set<String>
    /// The paths, by raw column or upstream quantity.
    public let paths: [Path]

    /// A scenario.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - paths: the paths of raw columns and upstream quantities; all others hold their last level.
    ///   - events: the events that happen.
    ///   - users: users in the base month, where they are not those of all scenarios.
    ///   - reference: the scenario it is compared with, where that is not the one of all scenarios.
    ///   - line: its line in a file; 0 for none.
    public init(
      _ name: String, _ paths: [Path] = [], events: Set<String> = [], users: Double? = nil, reference: String? = nil,
      line: Int = 0
    ) {
      self.name = name
      self.line = line
      self.users = users
      self.reference = reference
      self.events = events
      self.paths = paths
    }
  }

  /// The path of one raw column or upstream quantity.
  public struct Path: Sendable, Equatable {
    /// One change.
    public enum Change: Sendable, Equatable {
      /// Stated in the scenario file.
      case stated(DriverPath.Change)
      /// The values of a column of a data file.
      case data(file: String, column: String)
    }

    /// The raw column or upstream quantity.
    public let column: String
    /// Its line in the file.
    public let line: Int
    /// Applied one after another.
    public let changes: [Change]
    /// How draws differ from the path; nil if they do not.
    public let randomness: DriverRandomness?

    /// A path.
    ///
    /// - Parameters:
    ///   - column: the raw column or upstream quantity.
    ///   - changes: applied one after another; ``DriverPath/Change/hold`` for the last level.
    ///   - randomness: how draws differ from the path; nil if they do not.
    ///   - line: its line in a file; 0 for none.
    public init(_ column: String, _ changes: [Change] = [], randomness: DriverRandomness? = nil, line: Int = 0) {
      // Cannot trap: files are checked before; otherwise this is for programs.
      precondition(changes.isEmpty || randomness?.ignoresPath != true, "the distribution would ignore the change")
      self.column = column
      self.changes = changes
      self.randomness = randomness
      self.line = line
    }

    /// A level from a month on.
    ///
    /// - Parameters:
    ///   - column: the raw column or upstream quantity.
    ///   - level: the level.
    ///   - from: its first month; nil for the first month that a path decides.
    public init(_ column: String, to level: Double, from: Month? = nil) {
      self.init(column, [.stated(.step(.to(level), from: from, until: nil))])
    }

    /// Whether it does anything other than hold the last level.
    public var moves: Bool { changes.contains { $0 != .stated(.hold) } || randomness != nil }
  }
}
