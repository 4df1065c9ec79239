/// A misuse of the interface.
enum InterfaceError: Error, CustomStringConvertible {
  /// A word that there is not.
  case unknownWord(String, known: [String])
  /// A table that there is not.
  case unknownTable(Int32)
  /// A name that two columns of a result would have.
  case sharedName(String)
  /// A request that cannot be read: what is wrong with it.
  case badRequest(String)
  /// A forecaster without drivers, which has no fit of its own.
  case nothingToFit

  var description: String {
    switch self {
    case .unknownWord(let word, let known): "\"\(word)\" is none of \(known.joined(separator: ", "))"
    case .unknownTable(let number): "there is no table \(number)"
    case .sharedName(let name):
      "two columns of the result would be called `\(name)`; rename the column of series or of months, or choose coverages that differ"
    case .badRequest(let problem): problem
    case .nothingToFit: "a benchmark has nothing to fit; forecast it as a panel of one series"
    }
  }
}
