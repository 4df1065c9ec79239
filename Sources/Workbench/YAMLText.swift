import Series

/// Texts as YAML writes them.
enum YAMLText {
  /// A key: as it is where YAML takes it for a text, else quoted.
  static func key(_ name: String) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isPlain =
      name.unicodeScalars.first?.properties.isAlphabetic == true && name.last != " "
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || " _-".unicodeScalars.contains($0)
      }
    return isPlain && !words.contains(name.lowercased()) ? name : quoted(name)
  }

  /// A text between quotation marks, in one line (YAML 1.2, 7.3.1).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      let one = String(scalar)
      if scalar == "\"" || scalar == "\\" {
        result += "\\" + one
      } else if VisibleText.line(one).utf8.elementsEqual(one.utf8) {
        result += one
      } else {
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }
}
