import Sampling

/// Eight draws of everything that is random, side by side.
struct ScenarioDraw: Sendable {
  /// The random part of one raw column or upstream quantity.
  struct Column: Sendable {
    /// The standard normal deviates of its months; empty where none are needed.
    var normals: [Lanes] = []
    /// Φ of these; empty where none is needed.
    var probabilities: [Lanes] = []
    /// The draws from its forecasts.
    var forecasts: [[Lanes]] = []
  }

  /// Which columns are drawn; the others take their expected values.
  enum Drawn: Sendable, Equatable {
    case all, none
    case only(Int)
  }

  /// All quantities.
  var parameters: [Lanes]
  /// The errors of the months.
  let errors: [Lanes]
  /// By raw column and upstream quantity.
  private(set) var columns: [Column]
  /// Which columns are drawn.
  private(set) var drawn: Drawn
  /// The number of the first draw.
  private(set) var first: Int
  /// The number of lanes that are draws.
  private(set) var count: Int

  init(parameters: [Lanes], errors: [Lanes], columns: [Column], drawn: Drawn, first: Int, count: Int) {
    self.parameters = parameters
    self.errors = errors
    self.columns = columns
    self.drawn = drawn
    self.first = first
    self.count = count
  }

  /// Whether a column takes its expected values.
  func isExpected(_ column: Int) -> Bool {
    switch drawn {
    case .all: false
    case .none: true
    case .only(let one): one != column
    }
  }

  /// This draw with the expected values of drivers.
  var expected: ScenarioDraw {
    var result = self
    result.drawn = .none
    return result
  }

  /// This draw with other quantities.
  func with(parameters: [Lanes]) -> ScenarioDraw {
    var result = self
    result.parameters = parameters
    return result
  }

  /// This central draw with the random part of one column from another draw.
  func with(_ column: Int, of other: ScenarioDraw) -> ScenarioDraw {
    var result = self
    result.columns[column] = other.columns[column]
    result.drawn = .only(column)
    result.first = other.first
    result.count = other.count
    return result
  }
}
