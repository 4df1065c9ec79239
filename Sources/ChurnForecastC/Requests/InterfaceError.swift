/// A misuse of the interface.
enum InterfaceError: Error, CustomStringConvertible {
  /// A word that there is not.
  case unknownWord(String, known: [String])
  /// A table that there is not.
  case unknownTable(Int32)
  /// A forecaster without drivers, which has no fit of its own.
  case nothingToFit

  var description: String {
    switch self {
    case .unknownWord(let word, let known): "\"\(word)\" is none of \(known.joined(separator: ", "))"
    case .unknownTable(let number): "there is no table \(number)"
    case .nothingToFit: "a benchmark has nothing to fit; forecast it as a panel of one series"
    }
  }
}
