import CArrow

/// A batch that is ready to be handed over.
@safe final class FilledBatch: @unchecked Sendable {
  // Cannot race: it is filled by one thread and then handed over by another, which owns it from then on. Bounded: it is given back or
  // moved, once.
  private var array = unsafe ArrowArray()

  /// Fills a batch with a record. Bounded by the one structure that it fills.
  init(_ output: ArrowOutput) { unsafe output.fill(&array) }

  deinit {
    // Bounded: what was not handed over is given back here.
    if let release = unsafe array.release { unsafe release(&array) }
  }

  /// Hands it over. Bounded: the structure is moved, and marked as moved here.
  func move(to place: UnsafeMutablePointer<ArrowArray>) {
    unsafe place.pointee = array
    unsafe array.release = nil
  }
}

/// Batches with the same columns.
struct ArrowBatches {
  private let schema: ArrowOutput
  private let batches: [FilledBatch]

  /// - Parameters:
  ///   - schema: a record with the columns, whose values do not matter.
  ///   - batches: the batches.
  init(_ schema: ArrowOutput, _ batches: [FilledBatch]) { (self.schema, self.batches) = (schema, batches) }

  /// Fills a structure with a stream of the batches.
  func fill(_ stream: UnsafeMutablePointer<ArrowArrayStream>) {
    // Bounded: the stream holds the only reference to its state until it is given back.
    unsafe stream.pointee = ArrowArrayStream(
      get_schema: schemaOfStream, get_next: nextOfStream, get_last_error: { _ in nil }, release: releaseStream,
      private_data: Unmanaged.passRetained(StreamState(schema, batches)).toOpaque())
  }
}

/// What a stream has still to give.
private final class StreamState {
  let schema: ArrowOutput
  private var batches: ArraySlice<FilledBatch>

  init(_ schema: ArrowOutput, _ batches: [FilledBatch]) { (self.schema, self.batches) = (schema, batches[...]) }

  /// The next batch; nil at the end.
  func next() -> FilledBatch? { batches.popFirst() }

  /// The state of a stream. Bounded: the stream was filled by ``ArrowBatches`` and not given back.
  static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> StreamState? {
    guard let data = unsafe stream?.pointee.private_data else { return nil }
    return unsafe Unmanaged<StreamState>.fromOpaque(data).takeUnretainedValue()
  }
}

/// Bounded by the one structure that it fills.
private func schemaOfStream(
  _ stream: UnsafeMutablePointer<ArrowArrayStream>?, _ schema: UnsafeMutablePointer<ArrowSchema>?
) -> Int32 {
  guard let state = unsafe StreamState.of(stream), let schema = unsafe schema else { return 22 }
  unsafe state.schema.fill(schema)
  return 0
}

/// Bounded by the one structure that it fills.
private func nextOfStream(
  _ stream: UnsafeMutablePointer<ArrowArrayStream>?, _ array: UnsafeMutablePointer<ArrowArray>?
) -> Int32 {
  guard let state = unsafe StreamState.of(stream), let array = unsafe array else { return 22 }
  if let batch = state.next() {
    unsafe batch.move(to: array)
  } else {
    // Bounded: an array that was given back marks the end.
    unsafe array.pointee = ArrowArray()
  }
  return 0
}

/// Bounded: the state is given back with the stream, once.
private func releaseStream(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) {
  guard let stream = unsafe stream else { return }
  if let data = unsafe stream.pointee.private_data { unsafe Unmanaged<StreamState>.fromOpaque(data).release() }
  unsafe stream.pointee.private_data = nil
  unsafe stream.pointee.release = nil
}
