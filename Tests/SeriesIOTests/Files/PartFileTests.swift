import Foundation
import SeriesIO
import Testing

@Suite("Files that grow until they are complete")
struct PartFileTests {
  @Test("Readers see the old file until the new one is complete")
  func renaming() throws {
    try withTemporaryFolder { path in
      let folder = try OutputFolder(path: path + "/out")
      try folder.write(Array("old".utf8), to: "a.csv")
      let file = try PartFile(folder, "a.csv")
      try file.append(Array("ne".utf8))
      try file.flush()
      #expect(try TextFile.text(of: folder.path + "/a.csv") == "old")
      #expect(try TextFile.text(of: folder.path + "/a.csv.tmp") == "ne")
      try file.append(Array("newer".utf8)[2..<3])
      try file.finish()
      #expect(try TextFile.text(of: folder.path + "/a.csv") == "new")
      #expect(folder.names() == [OutputFolder.lockName, "a.csv"])
    }
  }

  @Test("A link or a device in place of a file is neither followed nor replaced", arguments: ["a.csv", "a.csv.tmp"])
  func links(name: String) throws {
    try withTemporaryFolder { path in
      let folder = try OutputFolder(path: path + "/out")
      try TextFile.write("precious", to: path + "/victim")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(name)", withDestinationPath: path + "/victim")
      #expect(throws: SeriesIOError.self) { try PartFile(folder, "a.csv").append([1]) }
      #expect(try TextFile.text(of: path + "/victim") == "precious")
      #expect(folder.names().contains(name))
    }
  }

  @Test("A folder in place of a file, or none to be in, is an error")
  func failures() throws {
    try withTemporaryFolder { path in
      let folder = try OutputFolder(path: path + "/out")
      try FileManager.default.createDirectory(atPath: folder.path + "/a.csv", withIntermediateDirectories: false)
      #expect(
        throws: SeriesIOError.cannotWrite(file: folder.path + "/a.csv", reason: "a folder is in its place")
      ) { try PartFile(folder, "a.csv") }
      #expect(
        throws: SeriesIOError.cannotWrite(file: folder.path + "/no/a.csv", reason: "No such file or directory")
      ) { try PartFile(folder, "no/a.csv") }
    }
  }
}
