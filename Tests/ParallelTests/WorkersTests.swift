import Parallel
import Synchronization
import Testing

@Suite("Threads")
struct WorkersTests {
  @Test("Every piece is done once, and the values are in order", arguments: [-1, 0, 1, 2, 7, 1000])
  func map(count: Int) {
    let runs = Mutex(0)
    let values = Workers.map(count) { piece in
      runs.withLock { $0 += 1 }
      return 3 * piece
    }
    #expect(values == (0..<max(0, count)).map { 3 * $0 })
    #expect(runs.withLock { $0 } == max(0, count))
  }

  @Test("A thread has done its work when it is joined")
  func join() throws {
    let request = StopRequest()
    let thread = try #require(WorkerThread { request.make() })
    thread.join()
    #expect(request.isRequested)
  }

  @Test("There is at least one core")
  func cores() {
    #expect(Workers.cores >= 1)
  }
}
