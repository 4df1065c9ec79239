/// The style of charts: the same rules in a page and in an SVG file.
enum ChartStyle {
  /// The number of colours that can be told apart, also by people with colour blindness.
  static let colourCount = 6

  /// The class of a line; colours repeat with dashes.
  static func line(_ index: Int) -> String {
    "l s\(index % colourCount + 1)" + (index % (2 * colourCount) < colourCount ? "" : " dash")
  }

  /// The class of a filled shape.
  static func fill(_ index: Int) -> String { "f\(index % colourCount + 1)" }

  /// The class of a cell of a heat map, in ten shades.
  // Cannot trap: a number from 0 to 9.
  static func shade(_ share: Double) -> String { "f1 w\(Int(min(max(share.isFinite ? share : 0, 0), 1) * 9.999))" }

  /// The class of a sign before a value.
  static func key(_ index: Int) -> String { "k\(index % colourCount + 1)" }

  /// Colours after M. Okabe and K. Ito (2008), lighter on a dark background.
  static let colours = """
    :root{color-scheme:light dark;--bg:#fff;--panel:#f5f6f8;--ink:#1b1e22;--muted:#59616b;--grid:#e2e5e9;--line:#9aa2ac;\
    --c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#b5578f;--c5:#c98a00;--c6:#3f9fd6}
    @media (prefers-color-scheme:dark){:root{--bg:#14171a;--panel:#1d2226;--ink:#e8eaed;--muted:#a7afb9;--grid:#2b3137;\
    --line:#6b747e;--c1:#5ab4f0;--c2:#ff8f52;--c3:#3ccfa0;--c4:#e79fc8;--c5:#f2bd45;--c6:#9ad6f8}}
    @media print{:root{color-scheme:light;--bg:#fff;--panel:#fff;--ink:#000;--muted:#444;--grid:#ddd;--line:#888;\
    --c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#b5578f;--c5:#c98a00;--c6:#3f9fd6}}

    """

  /// Both, as a drawing of its own contains them.
  static let style = MarkupFragment(constant: colours + rules)

  /// Strokes, fills and texts.
  static let rules: String = {
    var rules = """
      svg{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      .ground{fill:var(--bg)}.t{fill:var(--ink)}.m{fill:var(--muted)}.b{font-weight:600}
      .halo{paint-order:stroke;stroke:var(--bg);stroke-width:3px;stroke-linejoin:round}
      .g{stroke:var(--grid);fill:none}.a{stroke:var(--line);fill:none}.z{stroke:var(--muted);fill:none}
      .guide{stroke:var(--muted);stroke-dasharray:2 3;fill:none}
      .l{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.thin{stroke-width:1.25}.fitted{stroke-width:1.5}
      .dash{stroke-dasharray:5 4}.band{fill-opacity:.16;stroke:none}.history{stroke:var(--ink)}.n{fill:var(--ink)}
      .whisker{stroke:var(--ink);fill:none}.cut{stroke:var(--bg);stroke-width:3;fill:none}.soft{fill-opacity:.35}.ring{fill:var(--bg);stroke-width:2}.h{fill:transparent}.h:hover{fill:var(--ink);fill-opacity:.06}

      """
    for shade in 0...9 {
      rules += ".w\(shade){fill-opacity:.\(String(5 + 9 * shade).count < 2 ? "0" : "")\(5 + 9 * shade)}"
    }
    for index in 1...colourCount {
      rules +=
        ".s\(index){stroke:var(--c\(index))}.f\(index){fill:var(--c\(index))}.k\(index){background:var(--c\(index))}"
    }
    return rules + "\n"
  }()
}
