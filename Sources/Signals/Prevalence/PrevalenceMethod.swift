/// How the share of negative posts is estimated from what a classifier says about them.
public enum PrevalenceMethod: String, Sendable, CaseIterable, Codable {
  /// The share that is called negative. It has the classifier's errors.
  case count
  /// The adjusted count of Rogan and Gladen (1978), from hard labels.
  case adjustedCount = "adjusted-count"
  /// The same with mean probabilities in place of shares (Bella et al. 2010).
  case adjustedScores = "adjusted-scores"
  /// The likeliest share of a mixture (Saerens et al. 2002), where scores are probabilities that hold for the labelled sample.
  case emq
  /// The same, with scores made probabilities by the labelled sample (Platt 1999). For scores of any kind.
  case plattEMQ = "platt-emq"

  /// What the method is called in texts.
  public var words: String {
    switch self {
    case .count: "the share that is called negative"
    case .adjustedCount: "the adjusted count (Rogan and Gladen 1978)"
    case .adjustedScores: "adjusted mean probabilities (Bella et al. 2010)"
    case .emq: "the likeliest mixture of the classes, scores taken as probabilities (Saerens et al. 2002)"
    case .plattEMQ: "the likeliest mixture of the classes, after Platt scaling (Saerens et al. 2002)"
    }
  }

  /// Whether scores must be probabilities.
  var needsProbabilities: Bool { self == .emq || self == .adjustedScores }

  /// Whether hard decisions are used, not scores.
  var isHard: Bool { self == .count || self == .adjustedCount }
}
