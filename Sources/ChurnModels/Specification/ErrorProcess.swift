/// How the errors of growth are correlated in time.
public enum ErrorProcess: Sendable, Equatable, Hashable {
  /// Independent errors.
  case independent
  /// An ARMA(p, q) process, p, q ≤ 3, not both 0.
  case arma(p: Int, q: Int)
  /// The ARMA(p, q) process, p, q ≤ 3, with the lowest AICc.
  case automatic
  /// AR(1), or independent errors where the data show no sign of correlation.
  case choice

  /// The highest order of either part.
  public static let highestOrder = 3

  /// The errors of a model whose description does not state them: a choice, where the model has errors of its own and no robust
  /// weights.
  public static func unstated(isStockAndFlow: Bool = false, robust: Robustness) -> ErrorProcess {
    isStockAndFlow || robust != .none ? .independent : .choice
  }

  /// Whether the data decide.
  public var isOpen: Bool { self == .automatic || self == .choice }

  /// p; 0 while it is not chosen.
  public var arOrder: Int { if case .arma(let p, _) = self { p } else { 0 } }
  /// q; 0 while it is not chosen.
  public var maOrder: Int { if case .arma(_, let q) = self { q } else { 0 } }

  /// The names of the coefficients.
  var coefficientNames: [String] {
    (0..<arOrder).map { "ar\($0 + 1)" } + (0..<maOrder).map { "ma\($0 + 1)" }
  }
}

extension ErrorProcess: CustomStringConvertible {
  /// As it is written in model files and on the command line.
  public var description: String {
    switch self {
    case .independent: "independent"
    case .automatic: "auto"
    case .choice: "choose"
    case .arma(let p, 0): "ar(\(p))"
    case .arma(0, let q): "ma(\(q))"
    case .arma(let p, let q): "arma(\(p),\(q))"
    }
  }

  /// Reads `choose`, `independent`, `ar(p)`, `ma(q)`, `arma(p,q)` or `auto`; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "independent": self = .independent
    case "auto": self = .automatic
    case "choose": self = .choice
    default:
      guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
      let orders = text[text.index(after: open)...].dropLast().split(separator: ",", omittingEmptySubsequences: false)
        .map { Int($0.filter { $0 != " " }) }
      guard orders.allSatisfy({ $0.map { (0...Self.highestOrder).contains($0) } ?? false }) else { return nil }
      let numbers = orders.compactMap { $0 }
      let (p, q): (Int, Int)
      switch (text[..<open], numbers.count) {
      case ("ar", 1): (p, q) = (numbers[0], 0)
      case ("ma", 1): (p, q) = (0, numbers[0])
      case ("arma", 2): (p, q) = (numbers[0], numbers[1])
      default: return nil
      }
      self = p + q == 0 ? .independent : .arma(p: p, q: q)
    }
  }
}

extension ErrorProcess: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let process = ErrorProcess(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not an error process"))
    }
    self = process
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
