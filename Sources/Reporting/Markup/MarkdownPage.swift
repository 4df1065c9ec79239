import Mustache

/// A page as Markdown with its charts as SVG files next to it.
public struct MarkdownPage {
  private let page: ReportPage
  private let name: String

  /// The Markdown of a page.
  ///
  /// - Parameters:
  ///   - page: the page.
  ///   - name: the name of its file without folder and ending; charts are named after it.
  public init(_ page: ReportPage, name: String) {
    self.page = page
    self.name = name
  }

  private var charts: [any ChartDrawing] {
    page.sections.flatMap(\.blocks).compactMap { block in
      switch block {
      case .chart(let chart): chart
      case .series(let cards, _): Self.multiples(cards)
      case .paragraph, .notes, .table, .folded: nil
      }
    }
  }

  private static func multiples(_ cards: [SeriesCard]) -> SmallMultiples {
    SmallMultiples(
      title: "Series", description: "Each series has its own scale.", lines: cards.map(\.line))
  }

  /// The drawings: name of the file and contents, in the order of the page.
  public var drawings: [(name: String, text: String)] {
    charts.enumerated().map { index, chart in
      (fileName(index + 1), chart.drawn(width: 840).file(title: chart.title, description: chart.description))
    }
  }

  private func fileName(_ number: Int) -> String { "\(name)-\(number).svg" }

  /// The text of the file.
  public var text: String {
    var number = 0
    let sections = page.sections.map { section -> [String: Any] in
      ["title": Prose(section.title).markdown, "blocks": section.blocks.map { self.context($0, &number) }]
    }
    var context: [String: Any] = [
      "title": Prose(page.title).markdown, "headline": Prose(page.headline).markdown,
      "lead": page.lead.map { ["text": Prose($0).markdown] }, "sections": sections,
      "command": Self.code(page.reproduction.command), "version": page.reproduction.version,
    ]
    context["seed"] = page.reproduction.seed.map { "\($0)" }
    return PageTemplates.markdown.render(context, withTemplate: "page") ?? ""
  }

  private func context(_ block: ReportPage.Block, _ number: inout Int) -> [String: Any] {
    func chart(_ chart: any ChartDrawing) -> [String: Any] {
      number += 1
      return [
        "chart": [
          "title": Prose(chart.title).markdown, "seen": Prose(chart.description).markdown,
          "source": Prose(page.caption(of: chart)).markdown,
          "file": Self.link(fileName(number)), "folded": Self.folded("Table: " + chart.title, chart.table),
        ]
      ]
    }
    switch block {
    case .paragraph(let text): return ["paragraph": ["text": Prose(text).markdown]]
    case .notes(let notes): return ["notes": ["items": notes.map { ["text": Prose($0).markdown] }]]
    case .table(let table): return ["plain": ["table": MarkdownTable(table).captioned]]
    case .folded(let table): return ["folded": Self.folded(table.caption, table)]
    case .chart(let drawing): return chart(drawing)
    case .series(let cards, _): return chart(Self.multiples(cards))
    }
  }

  /// A folded table. Its title is HTML, which a blank line would end.
  private static func folded(_ title: String, _ table: ResultTable) -> [String: Any] {
    ["title": MarkdownFragment("\(Prose.oneLine(title))"), "table": MarkdownTable(table).markdown]
  }

  /// A line of a fenced block of code, which three backticks would end.
  private static func code(_ text: String) -> MarkdownFragment {
    var line = Array(Prose.oneLine(text).utf8)
    let (backtick, apostrophe) = (UInt8(ascii: "`"), UInt8(ascii: "'"))
    var start = 0
    while start < line.count {
      let end = line[start...].firstIndex { $0 != backtick } ?? line.count
      if end - start >= 3 { line.replaceSubrange(start..<end, with: repeatElement(apostrophe, count: end - start)) }
      start = max(end, start + 1)
    }
    return MarkdownFragment(finished: String(decoding: line, as: UTF8.self))
  }

  /// A file name as the target of a link, which a space or a bracket would end.
  private static func link(_ name: String) -> MarkdownFragment { MarkdownFragment(finished: encoded(name)) }

  /// A file name as part of a link.
  private static func encoded(_ name: String) -> String {
    name.utf8.map { byte in
      let letter = Character(Unicode.Scalar(byte))
      if letter.isASCII, letter.isLetter || letter.isNumber || "-._~".contains(letter) { return String(letter) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
