import Series

/// Joins columns of several files by month.
///
/// - Parameters:
///   - files: one or more files.
///   - mau: the column of monthly active users; nil for the one called `mau`, or what is taken for it.
///   - drivers: the columns of raw drivers, each in one of the files.
///   - remark: called with everything that had to be decided.
/// - Returns: the aligned table.
/// - Throws: ``SeriesIOError`` when a column is in no file or in several, or cells are not allowed numbers: those of all columns.
public func readTable(
  _ files: [SeriesFile], mau: String? = nil, drivers: [String] = [], remark: (ReadingRemark) -> Void = { _ in }
) throws(SeriesIOError) -> MonthlyTable {
  for file in files { file.remarks.forEach(remark) }
  let name = mau ?? usersColumn(files, besides: drivers, remark)
  var faults = Faults()
  var columns: [MonthlyColumn] = []
  for (index, name) in ([name] + drivers).enumerated() {
    do {
      columns.append(try column(name, in: files, content: index == 0 ? .users : .number, remark))
    } catch {
      guard faults.take(error) else { throw error }
    }
  }
  try faults.check()
  return MonthlyTable(mau: columns[0], drivers: Array(columns.dropFirst()))
}

/// Reads a column from the one file that has it.
///
/// - Parameters:
///   - name: as in the header.
///   - files: where to look.
///   - content: the allowed numbers.
///   - remark: called with what had to be decided.
/// - Returns: the column.
/// - Throws: ``SeriesIOError`` when no file or more than one has it, or a cell is not an allowed number.
public func column(
  _ name: String, in files: [SeriesFile], content: SeriesFile.Content,
  _ remark: (ReadingRemark) -> Void = { _ in }
) throws(SeriesIOError) -> MonthlyColumn {
  let holders = files.filter { $0.has(name) }
  guard let holder = holders.first else {
    var seen: Set<String> = []
    let columns = files.flatMap(\.columnNames).filter { !$0.isEmpty && seen.insert($0).inserted }
    throw .noSuchColumn(name, files: files.map(\.name), columns: columns)
  }
  guard holders.count == 1 else { throw .ambiguousColumn(name, files: holders.map(\.name)) }
  let (column, remarks) = try holder.read(name, content: content)
  remarks.forEach(remark)
  return column
}

/// The column of users where none is stated: `mau`, else a usual name, else the only column that is nothing else.
func usersColumn(
  _ files: [SeriesFile], besides drivers: [String], _ remark: (ReadingRemark) -> Void
) -> String {
  func isThere(_ name: String) -> Bool { files.contains { $0.has(name) } }
  if isThere("mau") { return "mau" }
  let usual = ["monthly active users", "monthly_active_users", "active users", "active_users"] + usersWords.map(\.who)
  var found = usual.first(where: isThere)
  if found == nil {
    let named = files.flatMap(\.columnNames).filter { isUsersName($0) && !drivers.contains($0) }
    if named.count == 1 { found = named[0] }
  }
  if found == nil, files.count == 1, let file = files.first {
    let others = file.columnNames.filter { name in
      !name.isEmpty && name != file.monthColumn && name != file.reading.series && !drivers.contains(name)
    }
    if others.count == 1 { found = others[0] }
  }
  guard let found, let file = files.first(where: { $0.has(found) }) else { return "mau" }
  let name = file.columnNames.first { SeriesFile.matches($0, found) } ?? found
  remark(ReadingRemark(file: file.name, column: nil, kind: .users(name)))
  return name
}

/// Whether a cell is the name of a quantity that is taken for users.
func namesUsers(_ cell: String) -> Bool {
  let words = UserUnit.withoutUnit(cell).lowercased().split { !$0.isLetter && !$0.isNumber }
  return isUsersName(cell)
    || usersWords.contains { pair in words.contains { $0 == pair.who } }
      && !words.contains { otherUsers.contains(String($0)) }
}

/// Whether a name says that a column is one of active users: `mau_28d`, `Total MAU`, `Aktive Nutzer`.
private func isUsersName(_ name: String) -> Bool {
  let words = UserUnit.withoutUnit(name).lowercased().split { !$0.isLetter && !$0.isNumber }
  guard !words.contains(where: { otherUsers.contains(String($0)) }) else { return false }
  if words.contains("mau") || words.contains("maus") { return true }
  return usersWords.contains { pair in words.contains { $0 == pair.who } && words.contains { $0 == pair.how } }
}

/// Words of counts that are not those of all users of a month.
private let otherUsers: Set<String> = [
  "change", "growth", "delta", "new", "lost", "churned", "inactive", "daily", "weekly", "dau", "wau", "share", "rate",
  "per", "target",
  "forecast",
]

/// Users and active, in the languages in which months are read.
private let usersWords: [(who: String, how: String)] = [
  ("users", "active"), ("utilisateurs", "actifs"), ("nutzer", "aktive"), ("usuarios", "activos"),
  ("usuários", "ativos"),
  ("utenti", "attivi"), ("gebruikers", "actieve"),
]
