import Batch
import Foundation
import SeriesIO
import Synchronization
import Testing

@Suite("Work for the disk")
struct DiskQueueTests {
  private static let error = SeriesIOError.cannotWrite(file: "part", reason: "No space left on device")

  @Test("Work is done in order")
  func order() async throws {
    let queue = DiskQueue()
    let done = Mutex<[Int]>([])
    for index in 0..<200 {
      queue.add(bytes: 1) {
        if index % 50 == 0 { usleep(2000) }
        done.withLock { $0.append(index) }
      }
    }
    try queue.finish()
    #expect(done.withLock { $0 } == Array(0..<200))
  }

  @Test("After an error nothing more is done, and everyone who waits receives the error")
  func errors() async throws {
    let queue = DiskQueue()
    let done = Mutex<[Int]>([])
    for index in 0..<5 {
      queue.add(bytes: 1) {
        if index == 2 { throw Self.error }
        done.withLock { $0.append(index) }
      }
    }
    #expect(throws: Self.error) { try queue.finish() }
    #expect(done.withLock { $0 } == [0, 1])
    #expect(throws: Self.error) { try queue.relieve() }
    queue.add(bytes: 1) { done.withLock { $0.append(9) } }
    #expect(throws: Self.error) { try queue.finish() }
    #expect(done.withLock { $0 } == [0, 1])
  }

  @Test("Callers wait when too many bytes are waiting, and not when few are")
  func relief() async throws {
    let queue = DiskQueue()
    let isDone = Mutex(false)
    queue.add(bytes: DiskQueue.mostWaiting) {
      usleep(200_000)
      isDone.withLock { $0 = true }
    }
    try queue.relieve()
    #expect(!isDone.withLock { $0 })
    queue.add(bytes: 1) {}
    try queue.relieve()
    #expect(isDone.withLock { $0 })
  }
}
