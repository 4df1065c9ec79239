#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that one program at a time fills with complete files: each is written under a temporary name, forced to the
/// disk and renamed into place.
public final class OutputFolder: Sendable {
  /// The folder as the user named it.
  public let path: String
  private let lock: Int32

  /// The name of the file by which a program locks the folder.
  public static let lockName = ".lock"
  /// The suffix of unfinished files.
  public static let unfinished = ".tmp"

  /// Creates the folder if there is none, and locks it.
  ///
  /// - Parameter path: where it is.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; ``SeriesIOError/folderInUse(_:)`` while another program
  ///   holds it.
  public init(path: String) throws(SeriesIOError) {
    self.path = path
    try Self.make(path)
    let name = "\(path)/\(Self.lockName)"
    // Bounded: the system reads the path up to its zero.
    lock = unsafe open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw .cannotWrite(file: name, reason: SystemCall.reason) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .folderInUse(path)
    }
  }

  deinit { close(lock) }

  private static func make(_ path: String) throws(SeriesIOError) {
    if let found = FileStatus(path) {
      guard found.isFolder else { throw .cannotWrite(file: path, reason: "it is not a folder") }
      return
    }
    let folder = PathText.folder(of: path)
    if folder.utf8.count > 1 { try make(String(decoding: folder.utf8.dropLast(), as: UTF8.self)) }
    // Bounded: the system reads the path up to its zero.
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw .cannotWrite(file: path, reason: SystemCall.reason)
    }
  }

  /// Creates a folder inside; a link in its place is refused, since it could lead anywhere.
  public func makeFolder(_ name: String) throws(SeriesIOError) {
    let inside = "\(path)/\(name)"
    if let found = FileStatus(unfollowed: inside), !found.isFolder {
      throw .cannotWrite(file: inside, reason: "it is not a folder")
    }
    try Self.make(inside)
    try sync()
  }

  /// The names in the folder or one inside it, sorted; none where there is no folder, or a link in its place.
  public func names(in folder: String = "") -> [String] {
    let inside = "\(path)/\(folder)"
    guard folder.isEmpty || FileStatus(unfollowed: inside)?.isFolder == true else { return [] }
    return Self.names(in: inside)
  }

  /// The names in a folder, sorted, without `.` and `..`; none where there is no folder.
  public static func names(in path: String) -> [String] {
    guard let directory = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // Bounded by the length that the system states of the entry, which may be more or less than that of its type.
      guard let start = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
      let count = max(0, unsafe Int(entry.pointee.d_reclen) - start)
      let bytes = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(entry) + start, count: count)
      let name = unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Refuses anything but a regular file, or nothing, at a path.
  static func checkRegular(_ file: String) throws(SeriesIOError) {
    guard let found = FileStatus(unfollowed: file), !found.isRegular else { return }
    throw .cannotWrite(
      file: file, reason: "a \(found.isFolder ? "folder" : found.isLink ? "link" : "device") is in its place")
  }

  /// Removes a file; does nothing if there is none.
  public func remove(_ name: String) throws(SeriesIOError) {
    let file = "\(path)/\(name)"
    try Self.checkRegular(file)
    // Bounded: the system reads the path up to its zero.
    guard unsafe unlink(file) == 0 || errno == ENOENT else { throw .cannotWrite(file: file, reason: SystemCall.reason) }
  }

  /// Removes an empty folder inside; does nothing if there is none.
  public func removeFolder(_ name: String) throws(SeriesIOError) {
    let file = "\(path)/\(name)"
    // Bounded: the system reads the path up to its zero.
    guard unsafe rmdir(file) == 0 || errno == ENOENT else { throw .cannotWrite(file: file, reason: SystemCall.reason) }
  }

  /// Removes files that an interrupted program left unfinished.
  public func removeUnfinished(in folder: String = "") throws(SeriesIOError) {
    for name in names(in: folder) where name.hasSuffix(Self.unfinished) {
      try remove(folder.isEmpty ? name : "\(folder)/\(name)")
    }
  }

  /// Forces the names of the folder, or of one inside it, to the disk.
  public func sync(_ folder: String = "") throws(SeriesIOError) {
    let name = folder.isEmpty ? path : "\(path)/\(folder)"
    // Bounded: the system reads the path up to its zero.
    let descriptor = unsafe open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(file: name, reason: SystemCall.reason) }
    defer { close(descriptor) }
    guard SystemCall.sync(descriptor) else {
      throw .cannotWrite(file: name, reason: SystemCall.reason)
    }
  }

  /// Writes a whole file into place.
  public func write(_ bytes: [UInt8], to name: String) throws(SeriesIOError) {
    let part = try PartFile(self, name)
    try part.append(bytes)
    try part.finish()
    try sync(Self.folder(of: name))
  }

  private static func folder(of name: String) -> String {
    String(decoding: PathText.folder(of: name).utf8.dropLast(), as: UTF8.self)
  }
}
