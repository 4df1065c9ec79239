/// A number that is known of every series besides its outcomes, by which a synthetic control is matched.
public struct ImpactPredictor: Sendable, Equatable {
  /// What the predictor is called.
  public let name: String
  /// The value of the treated series.
  public let treated: Double
  /// The value of each control, in the order of the panel.
  public let controls: [Double]

  /// Creates a predictor.
  ///
  /// - Parameters:
  ///   - name: what the predictor is called.
  ///   - treated: the value of the treated series, finite.
  ///   - controls: the value of each control, in the order of the panel, finite.
  public init(name: String, treated: Double, controls: [Double]) {
    self.name = name
    self.treated = treated
    self.controls = controls
  }
}
