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
      case .series(let cards): Self.multiples(cards)
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
      "lead": page.lead.map { Prose($0).markdown }, "sections": sections,
      "command": page.reproduction.command.replacing("\n", with: " ").replacing("```", with: "'''"),
      "version": page.reproduction.version,
    ]
    context["seed"] = page.reproduction.seed.map { "\($0)" }
    return PageTemplates.markdown.render(context, withTemplate: "page") ?? ""
  }

  private func context(_ block: ReportPage.Block, _ number: inout Int) -> [String: Any] {
    func chart(_ chart: any ChartDrawing) -> [String: Any] {
      number += 1
      // A link ends at a space or a bracket.
      let file = Self.encoded(fileName(number))
      return [
        "chart": [
          "title": Prose(chart.title).markdown, "seen": Prose(chart.description).markdown, "file": file,
          "folded": ["title": "Table: " + Markup.escaped(chart.title), "table": MarkdownTable(chart.table).text],
        ]
      ]
    }
    switch block {
    case .paragraph(let text): return ["paragraph": Prose(text).markdown]
    case .notes(let notes): return ["notes": ["items": notes.map { Prose($0).markdown }]]
    case .table(let table):
      return ["plain": ["table": "**\(Prose(table.caption).markdown)**\n\n" + MarkdownTable(table).text]]
    case .folded(let table):
      return ["folded": ["title": Markup.escaped(table.caption), "table": MarkdownTable(table).text]]
    case .chart(let drawing): return chart(drawing)
    case .series(let cards): return chart(Self.multiples(cards))
    }
  }

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
