/// The classes of a labelled sample, and which of them is negative.
public struct LabelClasses: Sendable, Equatable, Codable {
  /// The labels in lower case, in order.
  public let names: [String]
  /// The place of the negative one.
  public let negative: Int

  /// Words for negative posts.
  private static let words: Set<String> = [
    "negative", "neg", "négatif", "négative", "toxic", "hate", "hateful", "true", "yes", "oui",
  ]

  /// - Parameters:
  ///   - labels: the labels of a sample.
  ///   - negative: the label of negative posts; without it a usual one: a word for it, −1 beside other numbers, 0 of 0, 1 and 2, 1 of 0 and 1.
  /// - Throws: ``SignalError/unknownLabels(_:stated:)``.
  public init(_ labels: some Sequence<String>, negative: String? = nil) throws(SignalError) {
    let names = Set(labels.map(Self.plain)).sorted()
    let usual: String? =
      switch names {
      case ["0", "1"]: "1"
      case ["0", "1", "2"]: "0"
      case ["-1", "0", "1"], ["-1", "1"]: "-1"
      default:
        // Numbers beside words may mean the same as one of them.
        names.count(where: Self.words.contains) == 1 && !names.contains { Double($0) != nil }
          ? names.first(where: Self.words.contains) : nil
      }
    guard names.count >= 2, let wanted = negative.map(Self.plain) ?? usual, let place = names.firstIndex(of: wanted)
    else {
      throw .unknownLabels(names, stated: negative)
    }
    self.names = names
    self.negative = place
  }

  /// Whether a label without a sample is that of negative posts: the one stated, or a usual word.
  static func isNegative(_ label: String, stated: String?) -> Bool {
    let label = plain(label)
    return stated.map { label == plain($0) } ?? words.contains(label)
  }

  /// The place of a label; nil if the sample has none such.
  func place(_ label: String) -> Int? { names.firstIndex(of: Self.plain(label)) }

  /// A label in lower case; a whole number without decimals, as programs write them.
  static func plain(_ label: String) -> String {
    guard let number = Double(label), number == number.rounded(), abs(number) < 1e6 else { return label.lowercased() }
    // Cannot trap: a whole number below a million.
    return String(Int(number))
  }
}
