import Parallel
import Synchronization
import Testing

@Suite("Threads")
struct WorkersTests {
  @Test("Every body runs, and all have ended when the call returns", arguments: [-1, 0, 1, 2, 7])
  func run(count: Int) {
    let runs = Mutex(0)
    Workers.run(count) { runs.withLock { $0 += 1 } }
    #expect(runs.withLock { $0 } == max(1, count))
  }

  @Test("Shared work is done once, whoever takes it")
  func sharing() {
    let next = Mutex(0)
    let done = Mutex([Int](repeating: 0, count: 1000))
    Workers.run(4) {
      while case let piece = next.withLock({ next in
        defer { next += 1 }
        return next
      }), piece < 1000 {
        done.withLock { $0[piece] += 1 }
      }
    }
    #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
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
