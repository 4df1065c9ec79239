extension ReadingOptions {
  /// The options of the command that state the same.
  public var arguments: [String] {
    var arguments: [String] = []
    func add(_ option: String, _ value: String?) {
      if let value { arguments += ["--\(option)", value] }
    }
    add("month", month)
    add("dates", dates?.rawValue)
    add("decimal", decimal?.rawValue)
    add("quarters", quarters?.rawValue)
    add("monthly", monthly?.rawValue)
    for (column, rule) in monthlyByColumn.sorted(by: { $0.key < $1.key }) {
      add("monthly", "\(column)=\(rule.rawValue)")
    }
    add("users-in", usersUnit.map(UserUnit.word))
    add("series", series)
    add("only", only)
    return arguments
  }
}
