import Mustache
import Series

/// A page as one HTML file that needs no network.
public struct HTMLPage {
  /// The width of charts on a screen, and on a narrow one.
  private static let widths = (wide: 840.0, narrow: 358.0)

  private let page: ReportPage

  /// The HTML of a page.
  public init(_ page: ReportPage) { self.page = page }

  /// The text of the file.
  public var text: String {
    var numbers = 0
    let sections = page.sections.enumerated().map { index, section -> [String: Any] in
      [
        "id": "s\(index + 1)", "title": section.title, "blocks": section.blocks.map { self.context($0, &numbers) },
      ]
    }
    var context: [String: Any] = [
      "title": page.title, "headline": Prose(page.headline).html, "lead": page.lead.map { ["text": Prose($0).html] },
      "sections": sections, "command": page.reproduction.command, "version": page.reproduction.version,
      "style": PageStyle.style, "script": PageStyle.script, "policy": PageStyle.policy,
    ]
    if !page.sources.isEmpty { context["source"] = Self.source(page.sources) }
    context["seed"] = page.reproduction.seed.map { "\($0)" }
    return PageTemplates.html.render(context, withTemplate: "page") ?? ""
  }

  /// Whether a text begins as a page about inputs does.
  ///
  /// - Parameters:
  ///   - text: the contents of a file, or their beginning.
  ///   - inputs: as named by the user; folders do not matter.
  /// - Returns: false for pages about other inputs and for what is no page of this program.
  package static func isPage(_ text: some StringProtocol, about inputs: [String]) -> Bool {
    text.contains("content=\"churn-forecast ")
      && text.contains("\(PageTemplates.sourceMark)\(Markup.escaped(source(inputs)))\">")
  }

  /// The names of inputs without their folders.
  private static func source(_ inputs: [String]) -> String {
    inputs.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: ", ")
  }

  /// The data for the template of a block.
  private func context(_ block: ReportPage.Block, _ numbers: inout Int) -> [String: Any] {
    switch block {
    case .paragraph(let text): return ["paragraph": ["text": Prose(text).html]]
    case .notes(let notes): return ["notes": ["items": notes.map { ["text": Prose($0).html] }]]
    case .table(let table): return ["plain": ["table": HTMLTable(table).markup]]
    case .folded(let table): return ["folded": ["title": table.caption, "table": HTMLTable(table).markup]]
    case .chart(let chart):
      numbers += 1
      func drawn(_ width: Double, _ id: String) -> MarkupFragment {
        chart.drawn(width: width).element(title: chart.title, description: Prose(chart.description).plain, id: id)
      }
      return [
        "chart": [
          "title": chart.title, "seen": Prose(chart.description).html, "source": Prose(page.caption(of: chart)).html,
          "table": HTMLTable(chart.table).markup,
          "wide": drawn(Self.widths.wide, "c\(numbers)"), "narrow": drawn(Self.widths.narrow, "n\(numbers)"),
        ]
      ]
    case .series(let cards, let others):
      return [
        "series": [
          "others": others.map {
            "\(VisibleText.line($0.name))\t\(NumberText.rounded($0.first))\t\(NumberText.rounded($0.last))"
          }
          .joined(separator: "\n"),
          "cards": cards.enumerated().map { index, card in
            [
              "name": card.line.name, "change": "\(card.change)", "last": "\(NumberText.rounded(card.last))",
              "seen": card.description, "drawing": drawing(card, id: "k\(index + 1)"),
            ]
          },
        ]
      ]
    }
  }

  private func drawing(_ card: SeriesCard, id: String) -> MarkupFragment {
    var canvas = Canvas(width: 160, height: 44)
    card.line.draw(on: &canvas, in: .init(left: 0, top: 0, right: 160, bottom: 44))
    return Drawing(canvas).element(title: card.line.name, description: card.description, id: id)
  }
}
