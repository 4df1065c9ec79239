import Foundation
import SeriesIO
import Testing

@Suite("Text file")
struct TextFileTests {
  @Test("A file is written complete, replaced, and nothing else is left in its folder")
  func writing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "fit.json").path()
    try TextFile.write("old", to: path)
    try TextFile.write("\u{FEFF}new ü\n", to: path)
    #expect(try TextFile.text(of: path) == "new ü\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["fit.json"])
  }

  @Test("Links are followed, permissions are kept, and anything but a regular file is written to, not replaced")
  func specialFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appending(path: "target.json").path()
    let link = folder.appending(path: "link.json").path()
    try TextFile.write("old", to: target)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try TextFile.write("new", to: link)
    #expect(try TextFile.text(of: target) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    let permissions = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    #expect(TextFile.isSame(link, target) && !TextFile.isSame(link, folder.path()))
    // Writing to it must fail like a full disk, and leave it a device.
    let full = #expect(throws: SeriesIOError.self) { try TextFile.write("x", to: "/dev/full") }
    #expect(full?.description == "/dev/full: cannot be written: No space left on device.")
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
  }

  @Test("Missing input and impossible output are distinguished")
  func failures() {
    let missing = #expect(throws: SeriesIOError.self) { try TextFile.bytes(of: "/nowhere/data.csv") }
    #expect(missing?.kind == .inputNotFound)
    #expect(missing?.description == "/nowhere/data.csv: cannot be read: No such file or directory.")
    let folder = #expect(throws: SeriesIOError.self) { try TextFile.bytes(of: "/") }
    #expect(folder?.kind == .inputNotFound)
    let unwritable = #expect(throws: SeriesIOError.self) { try TextFile.write("x", to: "/nowhere/fit.json") }
    #expect(unwritable?.kind == .outputNotWritable)
  }
}
