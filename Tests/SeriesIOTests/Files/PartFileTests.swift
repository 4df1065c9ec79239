import Foundation
import SeriesIO
import Testing

@Suite("Files that grow until they are complete")
struct PartFileTests {
  @Test("Readers see the old file until the new one is complete")
  func renaming() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.csv"
      try TextFile.write("old", to: path)
      let file = try PartFile(path: path)
      try file.append(Array("ne".utf8))
      try file.flush()
      #expect(try TextFile.text(of: path) == "old" && TextFile.text(of: path + ".tmp") == "ne")
      try file.append(Array("newer".utf8)[2..<3])
      try file.finish()
      #expect(try TextFile.text(of: path) == "new")
      #expect(OutputFolder.names(in: folder) == ["a.csv"])
    }
  }

  @Test("A file left unfinished by an interrupted program is started again")
  func beginning() throws {
    try withTemporaryFolder { folder in
      try TextFile.write("a long rest", to: folder + "/a.csv.tmp")
      let file = try PartFile(path: folder + "/a.csv")
      try file.append(Array("new".utf8))
      try file.finish()
      #expect(try TextFile.text(of: folder + "/a.csv") == "new")
    }
  }

  @Test("If it cannot be renamed, nothing is left of it")
  func failures() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/a.csv", withIntermediateDirectories: false)
      let file = try PartFile(path: folder + "/a.csv")
      try file.append([1, 2, 3])
      #expect(throws: SeriesIOError.cannotWrite(file: folder + "/a.csv", reason: "Is a directory")) {
        try file.finish()
      }
      #expect(OutputFolder.names(in: folder) == ["a.csv"])
      #expect(throws: SeriesIOError.cannotWrite(file: folder + "/no/a.csv", reason: "No such file or directory")) {
        try PartFile(path: folder + "/no/a.csv")
      }
    }
  }
}
