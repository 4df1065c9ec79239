import Drivers

extension ScenarioFile {
  /// A driver whose effect is assumed.
  public struct StatedDriver: Sendable, Equatable {
    /// How it is computed and measured.
    public let driver: DriverSpecification
    /// The raw level it has until a path changes it.
    public let reference: Double
    /// The assumed effect β.
    public let effect: Uncertain
    /// The raw levels that have been observed; nil where they are not stated.
    public let range: ClosedRange<Double>?
    /// The unit that prices are given for; nil for the usual one.
    public let unit: Double?

    /// A driver whose effect is assumed.
    ///
    /// - Parameters:
    ///   - driver: how it is made and measured; nothing of it is fitted.
    ///   - reference: the raw level it has until a path changes it.
    ///   - effect: the assumed effect β, the growth lost per month and unit of the driver.
    ///   - range: the raw levels that have been observed.
    ///   - unit: the unit that prices are given for, above 0.
    public init(
      _ driver: DriverSpecification, reference: Double, effect: Uncertain, range: ClosedRange<Double>? = nil,
      unit: Double? = nil
    ) {
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition(!driver.expression.hasFittedDecay, "a stated driver is not fitted")
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition(unit.map { $0 > 0 } ?? true, "a unit must be above 0")
      self.driver = driver
      self.reference = reference
      self.effect = effect
      self.range = range
      self.unit = unit
    }
  }

  /// Something that happens once, in scenarios that name it.
  public struct Event: Sendable, Equatable {
    /// A step (from its month on a change of growth) or a pulse (a change of users in its month, for good).
    public let driver: DriverSpecification
    /// The assumed effect: growth lost per month, or the share of users lost.
    public let effect: Uncertain
    /// Its line in the file.
    public let line: Int

    /// A single event.
    ///
    /// - Parameters:
    ///   - name: its name in scenarios.
    ///   - when: a step or a pulse.
    ///   - effect: growth lost per month after a step, or the share of users lost in a pulse.
    ///   - line: its line in a file; 0 for none.
    public init(_ name: String, _ when: DriverExpression, effect: Uncertain, line: Int = 0) {
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition(when.column == nil, "an event must be a step or a pulse")
      driver = DriverSpecification(when, name: name)
      self.effect = effect
      self.line = line
    }
  }

  /// A quantity that moves drivers: their raw level is multiplied by (level/reference)^elasticity.
  public struct Upstream: Sendable, Equatable {
    /// A driver that is moved.
    public struct Move: Sendable, Equatable {
      /// Its raw column.
      public let column: String
      /// The line of the file.
      public let line: Int
      /// The % change of the driver for 1 % more of the upstream quantity.
      public let elasticity: Uncertain

      /// A driver that is moved.
      ///
      /// - Parameters:
      ///   - column: its raw column.
      ///   - elasticity: The % change of the driver for 1 % more of the upstream quantity.
      ///   - line: its line in a file; 0 for none.
      public init(_ column: String, elasticity: Uncertain, line: Int = 0) {
        self.column = column
        self.elasticity = elasticity
        self.line = line
      }
    }

    /// Its name, used in scenarios like that of a driver.
    public let name: String
    /// Its line in the file.
    public let line: Int
    /// The level at which drivers are as their own paths say, above 0.
    public let reference: Double
    /// What it moves.
    public let moves: [Move]

    /// A quantity that moves drivers.
    ///
    /// - Parameters:
    ///   - name: its name in scenarios, other than that of any driver.
    ///   - reference: the level at which drivers are as their own paths say, above 0.
    ///   - moves: what it moves.
    ///   - line: its line in a file; 0 for none.
    public init(_ name: String, reference: Double, moves: [Move], line: Int = 0) {
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition(reference > 0, "the reference of an upstream quantity must be above 0")
      self.name = name
      self.reference = reference
      self.moves = moves
      self.line = line
    }
  }

  /// The correlation of the random parts of two paths in the same month.
  public struct Correlation: Sendable, Equatable {
    /// The columns.
    public let between: (String, String)
    /// ρ of the normal deviates from which they are drawn, between −1 and 1.
    public let value: Double
    /// Its line in the file.
    public let line: Int

    /// The correlation of two columns.
    ///
    /// - Parameters:
    ///   - first: a column.
    ///   - second: another one.
    ///   - value: ρ, between −1 and 1.
    ///   - line: its line in a file; 0 for none.
    public init(of first: String, and second: String, _ value: Double, line: Int = 0) {
      // Cannot trap: files are checked where they are read; this is for programs.
      precondition(first != second && abs(value) < 1, "a correlation between -1 and 1 of two columns")
      between = (first, second)
      self.value = value
      self.line = line
    }

    /// Whether two correlations are the same.
    public static func == (a: Correlation, b: Correlation) -> Bool {
      a.between == b.between && a.value == b.value && a.line == b.line
    }
  }
}
