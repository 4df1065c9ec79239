/// The fields of a result as a JSON document.
struct JSONWriter: ResultWriter {
  func text(of document: ResultDocument) -> String { JSONText.document(ResultField.record(document.fields)) }
}
