/// What a file of figures is, which decides on what is refused as a whole.
enum TableKind {
  /// A table of months: a faulty row is a fault of the file, and there are not many rows.
  case months
  /// A panel: a faulty row is a fault of its series, rows may be many, and a name may begin like a comment.
  case panel
}
