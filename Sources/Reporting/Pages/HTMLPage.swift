import Mustache

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
        "id": "s\(index + 1)", "title": Markup.visible(section.title),
        "blocks": section.blocks.map { self.context($0, &numbers) },
      ]
    }
    var context: [String: Any] = [
      "title": Markup.visible(page.title), "headline": Prose(page.headline).html,
      "lead": page.lead.map { Prose($0).html },
      "sections": sections, "command": Markup.visible(page.reproduction.command), "version": page.reproduction.version,
      "style": PageStyle.rules, "script": PageStyle.script,
    ]
    context["seed"] = page.reproduction.seed.map { "\($0)" }
    return PageTemplates.html.render(context, withTemplate: "page") ?? ""
  }

  /// What the template of a block is filled with.
  private func context(_ block: ReportPage.Block, _ numbers: inout Int) -> [String: Any] {
    switch block {
    case .paragraph(let text): return ["paragraph": Prose(text).html]
    case .notes(let notes): return ["notes": ["items": notes.map { Prose($0).html }]]
    case .table(let table): return ["plain": ["table": HTMLTable(table).text]]
    case .folded(let table):
      return ["folded": ["title": Markup.visible(table.caption), "table": HTMLTable(table).text]]
    case .chart(let chart):
      numbers += 1
      func drawn(_ width: Double, _ id: String) -> String {
        chart.drawn(width: width).element(title: chart.title, description: plain(chart.description), id: id)
      }
      return [
        "chart": [
          "title": Markup.visible(chart.title), "seen": Prose(chart.description).html,
          "table": HTMLTable(chart.table).text,
          "wide": drawn(Self.widths.wide, "c\(numbers)"), "narrow": drawn(Self.widths.narrow, "n\(numbers)"),
        ]
      ]
    case .series(let cards):
      return [
        "series": [
          "cards": cards.enumerated().map { index, card in
            [
              "name": Markup.visible(card.line.name), "change": "\(card.change)",
              "last": "\(NumberText.rounded(card.last))",
              "seen": card.description, "drawing": drawing(card, id: "k\(index + 1)"),
            ]
          }
        ]
      ]
    }
  }

  private func drawing(_ card: SeriesCard, id: String) -> String {
    var canvas = Canvas(width: 160, height: 44)
    card.line.draw(on: &canvas, in: .init(left: 0, top: 0, right: 160, bottom: 44))
    return Drawing(canvas).element(title: card.line.name, description: card.description, id: id)
  }

  /// A text without backticks, for readers that show none.
  private func plain(_ text: String) -> String { text.replacing("`", with: "") }
}

/// A table as HTML: the first column names the rows, numbers carry the value behind them.
struct HTMLTable {
  private let table: PageTable

  init(_ table: PageTable) { self.table = table }

  var text: String {
    func head(_ column: PageTable.Column) -> String {
      "<th scope=\"col\"\(column.isNumeric ? " class=\"r\"" : "")>\(Prose(column.title).html)</th>"
    }
    var text =
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(Markup.escaped(table.caption))\"><table>"
      + "<caption>\(Prose(table.caption).html)</caption>\n<thead><tr>\(table.columns.map(head).joined())</tr></thead>\n<tbody>\n"
    for row in table.rows {
      text += "<tr>"
      for (index, (cell, column)) in zip(row, table.columns).enumerated() {
        let kind = index == 0 ? "th scope=\"row\"" : "td"
        let style = column.isNumeric ? " class=\"r\"" : cell.text.utf8.count > 28 ? " class=\"w\"" : ""
        let value = cell.value.map { " data-value=\"\($0)\"" } ?? ""
        text += "<\(kind)\(style)\(value)>\(Markup.escaped(cell.text))</\(index == 0 ? "th" : "td")>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }
}
