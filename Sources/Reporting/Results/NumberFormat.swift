/// The unit of a number and the digits shown to people.
public enum NumberFormat: Sendable, Equatable {
  /// The number of significant digits.
  case significant(Int)
  /// The number of decimals.
  case decimals(Int)
  /// A fraction, as a percentage with this number of decimals.
  case percent(Int)
  /// A p-value.
  case probability
  /// A count of users; whole users for machines.
  case users
  /// A difference of users with its sign; whole users for machines.
  case signedUsers
  /// An amount as large as counts of users, for example a mean error; machines get all its digits.
  case amount
  /// An amount with its sign.
  case signedAmount

  /// The text for people.
  package func text(_ value: Double) -> String {
    switch self {
    case .significant(let digits): NumberText.significant(value, digits)
    case .decimals(let decimals): NumberText.fixed(value, decimals)
    case .percent(let decimals): NumberText.percent(value, decimals)
    case .probability: NumberText.probability(value)
    case .users, .amount: NumberText.users(value)
    case .signedUsers, .signedAmount: NumberText.signedUsers(value)
    }
  }

  /// The number for machines.
  package func exact(_ value: Double) -> Double {
    switch self {
    case .users, .signedUsers: NumberText.rounded(value)
    case .significant, .decimals, .percent, .probability, .amount, .signedAmount: value
    }
  }

  /// ``exact(_:)`` as text; nothing for a value that is not finite.
  package func machineText(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    switch self {
    case .users, .signedUsers: return NumberText.whole(value)
    case .significant, .decimals, .percent, .probability, .amount, .signedAmount: return "\(value)"
    }
  }
}
