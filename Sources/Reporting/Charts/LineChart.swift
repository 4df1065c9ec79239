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
    /// What a line stands for decides how it is drawn.
    public enum Role: Sendable, Equatable {
      /// What was observed: dark, with a dot a figure where they are few.
      case history
      /// Beside the history: thin and dashed.
      case fitted
      /// What may come, or one of several; colours follow the number.
      case path(Int)
    }

    /// Its name.
    public let name: String
    /// Its points, ascending.
    public let points: [Point]
    /// What it stands for.
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
    /// What it is, such as "80 %".
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
    /// Where it stands.
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
  /// What is to be seen.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The lines; those that come later lie above.
  public let lines: [Line]
  /// The bands, behind the lines.
  public let bands: [Band]
  /// The published figures, in front.
  public let marks: [Mark]
  /// Where paths and bands begin: drawn, but no value of theirs; nil for their first months.
  public let start: Point?
  /// Whether zero belongs to the axis.
  public let fromZero: Bool
  /// Height over width at full size.
  public let aspect: Double

  /// A chart of lines.
  public init(
    title: String, description: String, unit: AxisUnit, lines: [Line], bands: [Band] = [], marks: [Mark] = [],
    start: Point? = nil, fromZero: Bool = false, aspect: Double = 0.45
  ) {
    self.title = title
    self.description = description
    self.unit = unit
    self.lines = lines.filter { !$0.points.isEmpty }
    self.bands = bands
    self.marks = marks
    self.start = start
    self.fromZero = fromZero
    self.aspect = aspect
  }
}
