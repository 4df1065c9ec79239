import RealModule

/// What an estimator says of an event: what would have been without it, and the difference.
public struct ImpactEstimate: Sendable, Equatable, Codable {
  /// The estimator.
  public let method: ImpactMethod
  /// The weight of each control, in the order of the panel.
  public let weights: [ControlWeight]
  /// The weight of each time before the event, in double differences; nil in estimators that have none.
  public let timeWeights: [Double]?
  /// v, the importance of each predictor in a synthetic control, which sum to 1; nil where there are none.
  public let importances: [Double]?
  /// The outcome of the treated series without the event at each of the T times, in its unit.
  public let counterfactual: [Double]
  /// The outcome less ``counterfactual``, length T: errors of the fit before the event, effects from it on.
  public let effects: [Double]
  /// T₀, the number of times before the event.
  public let timesBefore: Int

  init(
    method: ImpactMethod, panel: ImpactPanel, weights: [Double], timeWeights: [Double]? = nil,
    importances: [Double]? = nil, counterfactual: [Double]
  ) {
    self.method = method
    self.weights = zip(panel.controlNames, weights).map { ControlWeight(name: $0, weight: $1) }
    self.timeWeights = timeWeights
    self.importances = importances
    self.counterfactual = counterfactual
    effects = zip(panel.treated, counterfactual).map { $0 - $1 }
    timesBefore = panel.event
  }

  /// The mean effect per time from the event on, in the unit of the outcome.
  public var average: Double { cumulative / Double(effects.count - timesBefore) }
  /// The sum of the effects from the event on, in the unit of the outcome times the step.
  public var cumulative: Double { effects[timesBefore...].reduce(0, +) }
  /// √(Σ_{t<T₀} e_t²/T₀), the root mean squared error of the fit before the event, in the unit of the outcome.
  public var preRMSPE: Double { ImpactEstimate.rootMeanSquare(effects[..<timesBefore]) }
  /// √(Σ_{t≥T₀} e_t²/(T − T₀)), the root mean squared effect from the event on, in the unit of the outcome.
  public var postRMSPE: Double { ImpactEstimate.rootMeanSquare(effects[timesBefore...]) }

  private static func rootMeanSquare(_ values: ArraySlice<Double>) -> Double {
    .sqrt(values.reduce(0) { $0 + $1 * $1 } / Double(values.count))
  }
}

extension ImpactEstimate {
  /// Reads an estimate and checks its shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    method = try container.decode(ImpactMethod.self, forKey: .method)
    weights = try container.decode([ControlWeight].self, forKey: .weights)
    timeWeights = try container.decodeIfPresent([Double].self, forKey: .timeWeights)
    importances = try container.decodeIfPresent([Double].self, forKey: .importances)
    counterfactual = try container.decode([Double].self, forKey: .counterfactual)
    effects = try container.decode([Double].self, forKey: .effects)
    timesBefore = try container.decode(Int.self, forKey: .timesBefore)
    guard timesBefore > 0, timesBefore < effects.count, counterfactual.count == effects.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .timesBefore, in: container, debugDescription: "expected effects before and after the event")
    }
  }
}
