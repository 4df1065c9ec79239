import ArgumentParser
import ChurnForecast

/// `churn-forecast schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenario files, for editors that check and explain what is written.",
    discussion: """
      An editor with support for the YAML language server uses it where the first line of a scenario file is
      # yaml-language-server: $schema=scenario.schema.json

      Examples:
        churn-forecast schema > scenario.schema.json
      """)

  func run() throws {
    try TextFile.print(String(decoding: PackageResources.scenario_schema_json, as: UTF8.self))
  }
}
