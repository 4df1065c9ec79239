import ChurnModels
import Drivers

extension ScenarioFile.Published {
  init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    let mapping = try node.mapping(known: ScenarioKeys.published)
    scenario = try existing(mapping.required("scenario"))
    line = node.line
    source = try mapping["source"]?.text() ?? ""
    if let stated = mapping["figures"] {
      if let data = mapping["data"] { throw data.problem("cannot be combined with `figures`") }
      figures = .stated(
        try stated.entries().map { entry in
          DriverPath.TableEntry(month: try entry.keyMonth(), value: try entry.users())
        }.sorted { $0.month < $1.month })
    } else {
      figures = .column(try mapping.required("column").text(), file: try mapping.required("data").text())
    }
  }
}
