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

  /// The name of the file by which a program holds the folder.
  public static let lockName = ".lock"
  /// What the names of unfinished files end with.
  public static let unfinished = ".tmp"

  /// Makes the folder where there is none, and takes hold of it.
  ///
  /// - Parameter path: where it is.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; ``SeriesIOError/folderInUse(_:)`` while another program has it.
  public init(path: String) throws(SeriesIOError) {
    self.path = path
    try Self.make(path)
    let name = "\(path)/\(Self.lockName)"
    lock = unsafe open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw .cannotWrite(file: name, reason: systemReason()) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .folderInUse(path)
    }
  }

  deinit { close(lock) }

  private static func make(_ path: String) throws(SeriesIOError) {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotWrite(file: path, reason: "it is not a folder") }
      return
    }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try make(String(path[..<slash])) }
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw .cannotWrite(file: path, reason: systemReason())
    }
  }

  /// Makes a folder inside.
  public func makeFolder(_ name: String) throws(SeriesIOError) {
    try Self.make("\(path)/\(name)")
    try sync()
  }

  /// The names in the folder or one inside it, sorted; none where there is no folder.
  public func names(in folder: String = "") -> [String] { Self.names(in: "\(path)/\(folder)") }

  /// The names in a folder, sorted, without `.` and `..`; none where there is no folder.
  public static func names(in path: String) -> [String] {
    guard let directory = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file; nothing happens where there is none.
  public func remove(_ name: String) throws(SeriesIOError) {
    let file = "\(path)/\(name)"
    guard unsafe unlink(file) == 0 || errno == ENOENT else { throw .cannotWrite(file: file, reason: systemReason()) }
  }

  /// Removes an empty folder inside; nothing happens where there is none.
  public func removeFolder(_ name: String) throws(SeriesIOError) {
    let file = "\(path)/\(name)"
    guard unsafe rmdir(file) == 0 || errno == ENOENT else { throw .cannotWrite(file: file, reason: systemReason()) }
  }

  /// Removes what a program that was stopped left unfinished.
  public func removeUnfinished(in folder: String = "") throws(SeriesIOError) {
    for name in names(in: folder) where name.hasSuffix(Self.unfinished) {
      try remove(folder.isEmpty ? name : "\(folder)/\(name)")
    }
  }

  /// Forces the names of the folder, or of one inside it, to the disk.
  public func sync(_ folder: String = "") throws(SeriesIOError) {
    let name = folder.isEmpty ? path : "\(path)/\(folder)"
    let descriptor = unsafe open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(file: name, reason: systemReason()) }
    defer { close(descriptor) }
    // Some file systems cannot force a folder, and say so by EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP else {
      throw .cannotWrite(file: name, reason: systemReason())
    }
  }

  /// Writes a whole file into place.
  public func write(_ bytes: [UInt8], to name: String) throws(SeriesIOError) {
    let part = try PartFile(self, name)
    try part.append(bytes)
    try part.finish()
    try sync(Self.folder(of: name))
  }

  static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}

/// A file that grows under a temporary name until it is complete.
public final class PartFile: Sendable {
  private let final: String
  private let temporary: String
  private let descriptor: Int32

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - folder: where it will stand.
  ///   - name: its name there, perhaps in a folder inside.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public convenience init(_ folder: OutputFolder, _ name: String) throws(SeriesIOError) {
    try self.init(path: "\(folder.path)/\(name)")
  }

  /// Begins a file.
  ///
  /// - Parameter path: where it will stand.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public init(path: String) throws(SeriesIOError) {
    final = path
    temporary = final + OutputFolder.unfinished
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(file: final, reason: systemReason()) }
  }

  deinit { close(descriptor) }

  /// Writes bytes behind the others; where that fails, nothing of the file is left.
  public func append(_ bytes: [UInt8]) throws(SeriesIOError) { try append(bytes[...]) }

  /// Writes some of an array's bytes behind the others; where that fails, nothing of the file is left.
  public func append(_ bytes: ArraySlice<UInt8>) throws(SeriesIOError) {
    guard TextFile.writeAll(bytes, to: descriptor) else { throw failed() }
  }

  /// Forces what there is to the disk, so that less is left for the end; where that fails, nothing of the file is left.
  public func flush() throws(SeriesIOError) {
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP else { throw failed() }
  }

  /// Forces the file to the disk and gives it its name. The folder is to be forced too.
  public func finish() throws(SeriesIOError) {
    try flush()
    guard unsafe rename(temporary, final) == 0 else { throw failed() }
  }

  /// Gives the file up: the error that says why.
  private func failed() -> SeriesIOError {
    let reason = systemReason()
    _ = unsafe unlink(temporary)
    return .cannotWrite(file: final, reason: reason)
  }
}
