import Reporting

extension Manifest {
  /// How the batch was made, one row per entry.
  var table: ResultTable {
    func text(_ input: Input) -> String {
      [input.file, input.bytes.map { "\($0) bytes" }, input.sha256.map { "SHA-256 \($0)" }]
        .compactMap { $0 }.joined(separator: ", ")
    }
    let rows: [(String, String?)] = [
      ("command", "churn-forecast " + ShellText.command(arguments)), ("version", identity.version),
      ("model", identity.model), ("input", text(identity.input)), ("future drivers", identity.drivers.map(text)),
      ("seed", "\(seed)"), ("started", times.started), ("finished", times.finished),
      ("seconds", times.seconds.map { NumberText.significant($0) }),
    ]
    return ResultTable(
      caption: FolderLayout.manifest, columns: [ResultColumn("entry"), ResultColumn("value")],
      rows: rows.compactMap { name, value in value.map { [ResultCell(name), ResultCell($0)] } })
  }
}
