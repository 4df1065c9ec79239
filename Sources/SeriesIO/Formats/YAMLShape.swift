import CYAMLEvents

/// The shape of a YAML text, looked at before anything is made of it: how deep it is nested, what its keys are, and how
/// large it becomes when every alias (`*name`) is replaced by what it stands for.
///
/// Whoever composes nodes must hash every key, and whoever walks them walks every alias anew; both can take forever for a
/// text of some lines. Their time is bounded where ``flaw(in:)`` finds nothing.
public enum YAMLShape {
  /// Why a text is not read.
  public enum Flaw: Equatable, Sendable {
    /// The key of a mapping is a list, a mapping or an alias.
    case keyNotPlain(line: Int)
    /// An alias stands inside of what it refers to.
    case recursion(line: Int, name: String)
    /// Aliases repeat too much.
    case expansion(line: Int)
    /// Lists and mappings are nested too deep.
    case depth(line: Int)
  }

  /// Lists and mappings are nested no deeper; composing nodes is recursive.
  public static let deepest = 100
  /// The most that all aliases may repeat, in bytes of values and one for each list, mapping or value.
  public static let mostRepeated = 1 << 20

  /// A list or mapping that has not ended.
  private struct Open {
    let isMapping: Bool
    let anchor: String?
    /// What it holds so far, aliases replaced.
    var size = 1
    /// The number of keys and values, or items, so far.
    var count = 0
  }

  /// What stands at an anchor.
  private enum Anchored {
    /// A list or mapping that has not ended.
    case open
    case size(Int)
  }

  /// The first flaw of a text.
  ///
  /// - Parameter text: what should be YAML.
  /// - Returns: nil where there is none as far as the text is YAML, up to the end of its first document.
  /// - Complexity: linear in the length of the text.
  public static func flaw(in text: String) -> Flaw? {
    var text = text
    // Bounded by the count of the bytes, which stay in place until the reader, which keeps none of them, is destroyed.
    return text.withUTF8 { bytes in
      guard let reader = unsafe cyamlevents_create(bytes.baseAddress, bytes.count) else {
        // Cannot trap: but for memory that is used up.
        preconditionFailure("no memory to read YAML")
      }
      defer { unsafe cyamlevents_destroy(reader) }
      var walk = Walk()
      while true {
        let event = unsafe cyamlevents_next(reader)
        // An anchor ends with a zero byte and is valid until the next event.
        let anchor = unsafe event.anchor.map { unsafe String(cString: $0) }
        let goesOn = unsafe walk.take(event.kind, line: Int(event.line), length: Int(event.length), anchor)
        if !goesOn { return walk.flaw }
      }
    }
  }

  /// What is known of the text so far.
  private struct Walk {
    var flaw: Flaw?
    private var open: [Open] = []
    private var anchors: [String: Anchored] = [:]
    private var repeated = 0

    /// Takes the next event in.
    ///
    /// - Returns: whether the walk goes on.
    mutating func take(_ kind: cyamlevents_kind, line: Int, length: Int, _ anchor: String?) -> Bool {
      if let last = open.last, last.isMapping, last.count.isMultiple(of: 2), kind != CYAMLEVENTS_CLOSE,
        kind != CYAMLEVENTS_SCALAR, kind != CYAMLEVENTS_END
      {
        flaw = .keyNotPlain(line: line)
        return false
      }
      switch kind {
      case CYAMLEVENTS_SCALAR: close(length + 1, anchor)
      case CYAMLEVENTS_SEQUENCE, CYAMLEVENTS_MAPPING:
        guard open.count < YAMLShape.deepest else {
          flaw = .depth(line: line)
          return false
        }
        open.append(Open(isMapping: kind == CYAMLEVENTS_MAPPING, anchor: anchor))
        if let anchor { anchors[anchor] = .open }
      case CYAMLEVENTS_CLOSE:
        guard let ended = open.popLast() else { return false }
        close(ended.size, ended.anchor)
      case CYAMLEVENTS_ALIAS: return replace(anchor ?? "", line)
      default: return false
      }
      return true
    }

    /// Adds something complete to what holds it.
    private mutating func close(_ size: Int, _ anchor: String?) {
      if let anchor { anchors[anchor] = .size(size) }
      guard !open.isEmpty else { return }
      open[open.count - 1].size += size
      open[open.count - 1].count += 1
    }

    /// Adds what an alias stands for. Sizes stay below the sum of the text and ``YAMLShape/mostRepeated``.
    private mutating func replace(_ name: String, _ line: Int) -> Bool {
      switch anchors[name] {
      // Whoever composes nodes says that the alias is not known.
      case nil: return false
      case .open:
        flaw = .recursion(line: line, name: name)
        return false
      case .size(let size):
        repeated += size
        guard repeated <= YAMLShape.mostRepeated else {
          flaw = .expansion(line: line)
          return false
        }
        close(size, nil)
        return true
      }
    }
  }
}
