/// Names made to confuse whatever writes or reads them.
public enum HostileText {
  /// Scalars that join the one before them to a single letter, so that a search by letters does not find it.
  public static let marks = [
    "", "\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\u{20E3}", "\u{0903}", "\u{1F3FD}", "\u{E0101}", "\u{1F1E6}",
  ]

  /// What some language takes for more than text.
  public static let specials = [
    ",", "\"", "'", "`", "```", "|", "<", ">", "&", "\\", "=", "+", "-", "@", "#", "*", "_", "[", "]", "{{", "}}",
    "{{{", ";",
    "$", "~", "!", "\n", "\r", "\r\n", "\t", " ", "\n\n", "＝", "＠", "\u{FEFF}=", "\u{37E}", "\u{1FEF}", "<script>",
    "](x)",
    "'=", "''=1", "\"=", " =1", "-5", "+5.5e3", "1. ", "--- ", "\u{2028}", "\u{202E}", "\u{85}", "\u{9B}", "{{{x}}}",
    "{{#x}}",
    "</style>", "</script>", "-->", "]]>", "e\u{301}", "\u{E9}",
  ]

  /// Every special with every mark, at the beginning, inside and at the end.
  public static let texts = specials.flatMap { special in
    marks.flatMap { mark in ["\(special)\(mark)", "a\(special)\(mark)b", "\(mark)\(special)\(mark)x\(special)\(mark)"] }
  }

  /// All of them that a file of CSV can hold: no control characters but tabs and line breaks.
  public static let names = texts.filter { text in
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" }
  }
}
