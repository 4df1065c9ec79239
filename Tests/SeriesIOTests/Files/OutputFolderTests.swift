import Foundation
import SeriesIO
import Testing

@Suite("Output folders")
struct OutputFolderTests {
  @Test("A folder is created with its parents, and contains the files written into it")
  func writing() throws {
    try withTemporaryFolder { root in
      let folder = try OutputFolder(path: root + "/a/b")
      try folder.makeFolder("inside")
      try folder.makeFolder("inside")
      try folder.write(Array("1".utf8), to: "z.csv")
      try folder.write(Array("2".utf8), to: "inside/y.csv")
      try folder.write(Array("3".utf8), to: "z.csv")
      #expect(folder.names() == [OutputFolder.lockName, "inside", "z.csv"] && folder.names(in: "inside") == ["y.csv"])
      #expect(folder.names(in: "none").isEmpty && OutputFolder.names(in: root) == ["a"])
      #expect(try TextFile.text(of: root + "/a/b/z.csv") == "3")
    }
  }

  @Test("One program at a time holds a folder")
  func lock() throws {
    try withTemporaryFolder { root in
      do {
        let first = try OutputFolder(path: root)
        #expect(throws: SeriesIOError.folderInUse(root)) { try OutputFolder(path: root) }
        #expect(first.names() == [OutputFolder.lockName])
      }
      let second = try OutputFolder(path: root)
      #expect(second.path == root)
    }
  }

  @Test("Only the unfinished files of an interrupted program are removed")
  func unfinished() throws {
    try withTemporaryFolder { root in
      let folder = try OutputFolder(path: root)
      try folder.makeFolder("inside")
      for name in ["a.csv", "inside/a.csv"] {
        try folder.write([], to: name)
        // Started and never finished.
        try PartFile(folder, name).append([1])
      }
      #expect(folder.names() == [OutputFolder.lockName, "a.csv", "a.csv.tmp", "inside"])
      try folder.removeUnfinished()
      #expect(folder.names() == [OutputFolder.lockName, "a.csv", "inside"])
      #expect(folder.names(in: "inside") == ["a.csv", "a.csv.tmp"])
      try folder.removeUnfinished(in: "inside")
      #expect(folder.names(in: "inside") == ["a.csv"])
    }
  }

  @Test("Removing a missing file is not an error; a folder with files is kept")
  func removing() throws {
    try withTemporaryFolder { root in
      let folder = try OutputFolder(path: root)
      try folder.remove("none")
      try folder.removeFolder("none")
      try folder.makeFolder("inside")
      try folder.write([], to: "inside/a")
      let kept = #expect(throws: SeriesIOError.self) { try folder.removeFolder("inside") }
      #expect(kept == .cannotWrite(file: root + "/inside", reason: "Directory not empty"))
      try folder.remove("inside/a")
      try folder.removeFolder("inside")
      #expect(folder.names() == [OutputFolder.lockName])
    }
  }

  @Test("Errors report a file in place of a folder, and a missing folder")
  func failures() throws {
    try withTemporaryFolder { root in
      try TextFile.write("", to: root + "/file")
      #expect(throws: SeriesIOError.cannotWrite(file: root + "/file", reason: "it is not a folder")) {
        try OutputFolder(path: root + "/file")
      }
      let folder = try OutputFolder(path: root)
      #expect(throws: SeriesIOError.cannotWrite(file: root + "/none/a", reason: "No such file or directory")) {
        try folder.write([], to: "none/a")
      }
      #expect(throws: SeriesIOError.self) { try folder.sync("none") }
    }
  }

  @Test("Names are read whole, the longest too")
  func longNames() throws {
    try withTemporaryFolder { root in
      let names = ["a", String(repeating: "b", count: 255), String(repeating: "ü", count: 127)]
      for name in names { #expect(FileManager.default.createFile(atPath: root + "/" + name, contents: nil)) }
      #expect(OutputFolder.names(in: root) == names)
    }
  }
}
