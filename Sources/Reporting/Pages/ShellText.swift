import Series

/// Arguments quoted for a shell.
public enum ShellText {
  /// The arguments of a command, quoted where a shell would change them; control characters are written as bash, zsh and
  /// ksh read them, so that the command is the same and nothing in it is hidden.
  public static func command(_ arguments: [String]) -> String {
    arguments.map { argument in
      if !VisibleText.line(argument).utf8.elementsEqual(argument.utf8) { return "$'\(escaped(argument))'" }
      return isPlain(argument) ? argument : "'\(quoted(argument))'"
    }.joined(separator: " ")
  }

  /// Whether no shell changes the argument; some take a word after an initial `=` for a command.
  private static func isPlain(_ argument: String) -> Bool {
    !argument.isEmpty && argument.unicodeScalars.first != "="
      && argument.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./,:=+@%".unicodeScalars.contains($0)
      }
  }

  /// The inside of a text between apostrophes, which ends and begins again around each apostrophe in it.
  private static func quoted(_ argument: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in argument.unicodeScalars {
      if scalar == "'" { text.append(contentsOf: "'\\''".unicodeScalars) } else { text.append(scalar) }
    }
    return String(text)
  }

  /// The inside of `$'…'`: hidden characters as octal bytes.
  private static func escaped(_ argument: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in argument.unicodeScalars {
      let one = String(scalar)
      switch scalar {
      case "'", "\\": text.append(contentsOf: ("\\" + one).unicodeScalars)
      case "\n": text.append(contentsOf: "\\n".unicodeScalars)
      case "\t": text.append(contentsOf: "\\t".unicodeScalars)
      default:
        let isHidden = !VisibleText.line(one).utf8.elementsEqual(one.utf8)
        text.append(contentsOf: (isHidden ? one.utf8.map(octal).joined() : one).unicodeScalars)
      }
    }
    return String(text)
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
