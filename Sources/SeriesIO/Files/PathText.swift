/// Paths as bytes: a slash is a slash, whatever mark follows it.
public enum PathText {
  /// The part of a path up to its last slash; empty where there is none.
  public static func folder(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(decoding: bytes[...slash], as: UTF8.self)
  }

  /// The part of a path after its last slash.
  public static func name(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(decoding: bytes[bytes.index(after: slash)...], as: UTF8.self)
  }

  /// The file that a name stands for in the folder of another file; never standard input, whatever the name.
  ///
  /// - Parameters:
  ///   - name: a path; one that begins with a slash stands for itself.
  ///   - file: the other file.
  /// - Returns: the path.
  public static func path(of name: String, besides file: String) -> String {
    if name.utf8.first == UInt8(ascii: "/") { return name }
    let folder = folder(of: file)
    return folder.isEmpty && name == "-" ? "./-" : folder + name
  }
}
