#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is found at a path.
struct FileStatus {
  private let status: stat

  /// What a path leads to, through links; nil if there is nothing.
  init?(_ path: String) {
    var status = stat()
    // Bounded: the system reads the path up to its zero and fills in one status.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  /// What is at a path itself, perhaps a link; nil if there is nothing.
  init?(unfollowed path: String) {
    var status = stat()
    // Bounded: the system reads the path up to its zero and fills in one status.
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.status = status
  }

  private func isKind(_ kind: mode_t) -> Bool { status.st_mode & S_IFMT == kind }

  /// Whether it is a regular file.
  var isRegular: Bool { isKind(S_IFREG) }
  /// Whether it is a folder.
  var isFolder: Bool { isKind(S_IFDIR) }
  /// Whether it is a symbolic link.
  var isLink: Bool { isKind(S_IFLNK) }
  /// The permissions, without the bits that change whose rights a program has.
  var permissions: mode_t { status.st_mode & 0o777 }
  /// Its owner.
  var owner: uid_t { status.st_uid }
  /// Its group.
  var group: gid_t { status.st_gid }

  /// Whether it is the file that standard output goes to.
  var isStandardOutput: Bool {
    var output = stat()
    // Bounded: the system fills in one status.
    guard unsafe fstat(STDOUT_FILENO, &output) == 0 else { return false }
    return output.st_dev == status.st_dev && output.st_ino == status.st_ino
  }

  /// Where links lead, also if nothing is there yet.
  static func target(of path: String) -> String {
    var path = path
    // As many links as the system follows.
    for _ in 0..<40 {
      guard let found = FileStatus(unfollowed: path), found.isLink else { return path }
      // A link holds fewer bytes than a path can have. Bounded by the buffer: the system cuts a longer one.
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = unsafe readlink(path, &buffer, buffer.count - 1)
      guard count > 0 else { return path }
      let link = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = PathText.path(of: link, besides: path)
    }
    return path
  }
}
