import Series

/// Lines over months, with bands of intervals and published figures as labelled points.
public struct LineChart: ChartDrawing {
  /// A value of a month.
  public struct Point: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The value.
    public let value: Double
    /// A point.
    public init(_ month: Month, _ value: Double) {
      self.month = month
      self.value = value
    }
  }

  /// A named line.
  public struct Line: Sendable, Equatable {
    /// The role of a line, which decides how it is drawn.
    public enum Role: Sendable, Equatable {
      /// Observations: dark, with a dot per figure where there are few.
      case history
      /// An accompaniment to the history: thin and dashed.
      case fitted
      /// A possible future; the number selects the colour.
      case path(Int)
      /// The same where a value holds until the next: drawn as steps.
      case steps(Int)
    }

    /// Its name.
    public let name: String
    /// Its points, ascending.
    public let points: [Point]
    /// Its role.
    public let role: Role

    /// A line.
    public init(_ name: String, _ points: [Point], _ role: Role) {
      self.name = name
      self.points = points
      self.role = role
    }
  }

  /// An interval by month, around the path of the same number.
  public struct Band: Sendable, Equatable {
    /// Its name, such as "80 %".
    public let name: String
    /// Months with lower and upper end, ascending.
    public let ends: [(month: Month, lower: Double, upper: Double)]
    /// The number of the path it belongs to.
    public let path: Int

    /// A band.
    public init(_ name: String, _ ends: [(month: Month, lower: Double, upper: Double)], path: Int) {
      self.name = name
      self.ends = ends
      self.path = path
    }

    /// Whether two bands agree.
    public static func == (left: Band, right: Band) -> Bool {
      left.name == right.name && left.path == right.path && left.ends.elementsEqual(right.ends, by: ==)
    }
  }

  /// A published figure.
  public struct Mark: Sendable, Equatable {
    /// What it is, for the table.
    public let name: String
    /// Its position.
    public let point: Point
    /// The number of the path it belongs to.
    public let path: Int

    /// A mark.
    public init(_ name: String, _ point: Point, path: Int) {
      self.name = name
      self.point = point
      self.path = path
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The lines; later ones are drawn above earlier ones.
  public let lines: [Line]
  /// The bands, drawn behind the lines.
  public let bands: [Band]
  /// The published figures, in front.
  public let marks: [Mark]
  /// Where paths and their bands start, by the number of the path, the last one for all others: drawn, but not one of their values.
  /// Empty where they start at their first months.
  public let starts: [Point]
  /// Whether the axis includes zero.
  public let fromZero: Bool
  /// Height over width at full size.
  public let aspect: Double

  /// A chart of lines.
  public init(
    title: String, description: String, unit: AxisUnit, lines: [Line], bands: [Band] = [], marks: [Mark] = [],
    starts: [Point] = [], fromZero: Bool = false, aspect: Double = 0.45
  ) {
    self.title = title
    self.description = description
    self.unit = unit
    self.lines = lines.filter { !$0.points.isEmpty }
    self.bands = bands
    self.marks = marks
    self.starts = starts
    self.fromZero = fromZero
    self.aspect = aspect
  }

  /// The unit of the values.
  public var axis: String? { unit.words }
}
