/// Text that a template inserts as it is: what a fragment hands over. It is no `String`, which would be read as a template.
struct Finished: CustomStringConvertible {
  let text: String
  var description: String { text }
}
