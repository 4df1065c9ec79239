import Batch

/// An input, recognised by its name: data, a saved fit, a scenario file, or the folder of a batch.
public enum WorkbenchInput: Sendable, Equatable {
  /// A fit that was saved.
  case fit(String)
  /// A scenario file.
  case scenario(String)
  /// A folder that a batch wrote.
  case batch(String)
  /// Tables of figures, joined by month.
  case data([String])

  /// The files or the folder.
  public var files: [String] {
    switch self {
    case .fit(let file), .scenario(let file), .batch(let file): [file]
    case .data(let files): files
    }
  }

  /// Recognises files.
  ///
  /// - Parameter files: as named by the user; several files are data.
  public init(_ files: [String]) {
    guard files.count == 1, let file = files.first else {
      self = .data(files)
      return
    }
    let ending = file.split(separator: "/").last?.split(separator: ".").last?.lowercased()
    if BatchFolder.isOne(file) {
      self = .batch(file)
    } else if ending == "json" {
      self = .fit(file)
    } else if ending == "yaml" || ending == "yml" {
      self = .scenario(file)
    } else {
      self = .data(files)
    }
  }
}
