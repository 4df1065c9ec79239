/// A named series of a panel as it was read: one value per time, or nothing where there is none.
public struct ImpactSeries: Sendable, Equatable {
  /// What the series is called.
  public let name: String
  /// The outcome at each time of the panel, in its unit; nil where the cell is blank.
  public let values: [Double?]

  /// Creates a series.
  ///
  /// - Parameters:
  ///   - name: what the series is called; unique within a panel.
  ///   - values: the outcome at each time, in its unit; nil where there is none.
  public init(name: String, values: [Double?]) {
    self.name = name
    self.values = values
  }
}
