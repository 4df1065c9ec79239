import ArgumentParser
import ChurnForecast

/// `churn-forecast outages`.
struct OutagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outages",
    abstract: "Finds outages in counts of reports and incident logs, and makes a monthly driver of them.",
    discussion: """
      Counts of reports: `time,reports`, perhaps with `country` and `part`, in steps of one length (5 minutes to a day), as CSV, or as JSON \
      of an outage monitor. Incident logs: `start,end`, perhaps with `severity`, `part` and `country`, as CSV, JSON of a status page or of alerts, or an \
      object a line. Several files about one service are united: what overlaps is one outage.

      Every figure has its error: outages too weak to be found are estimated, false alarms weigh less, lengths are uncertain.

      Examples:
        churn-forecast outages reports.csv --zone Europe/Paris
        churn-forecast outages reports.csv incidents.json --out outages.csv --events events.csv
        churn-forecast outages status.json --weights part=feed:0.3,profile:0.1
        churn-forecast outages counts.csv --country-weights users.csv --columns time=date,reports=value
      """)

  @Argument(
    help: "Files of counts or incidents; - is standard input.",
    completion: .file(extensions: ["csv", "json", "ndjson", "jsonl"]))
  var files: [String]

  @OptionGroup(title: "Reading options") var reading: SignalOptions

  @Option(
    help: ArgumentHelp(
      "Weights from 0 to 1 of parts or severities, such as part=feed:0.3,profile:0.1. Repeatable.",
      valueName: "kind=name:weight,…"))
  var weights: [String] = []

  @Option(
    help: ArgumentHelp(
      "A CSV file with the columns country and users: how much every country weighs.", valueName: "users.csv"),
    completion: .file(extensions: ["csv"]))
  var countryWeights: String?

  @Flag(help: "Count maintenance as an outage.")
  var maintenance = false

  @Option(
    help: ArgumentHelp("The beginning of the logs, if it is before their first incident.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("The end of the logs, where incidents still open end.", valueName: "time"))
  var until: String?

  @Flag(help: "Times of logs are late as those of status pages are: draw true lengths (see the documentation).")
  var late = false

  @Option(
    help: ArgumentHelp("Write the outages found.", valueName: "events.csv"), completion: .file(extensions: ["csv"]))
  var events: String?

  @OptionGroup(title: "Written files") var written: SignalOutputs

  @OptionGroup var output: OutputOptions

  func validate() throws { try written.check(inputs: files, further: [("--events", events)]) }

  func run() throws {
    var options = OutageSurvey.Options()
    let zone = try reading.clock
    options.zone = zone
    options.weights = try signalWeights
    options.keepsMaintenance = maintenance
    func time(_ text: String?, _ option: String) throws -> Instant? {
      try text.map { text throws(SignalError) in try Instant(parsing: text, zone: zone, option: option) }
    }
    options.since = try time(since, "--since")
    options.until = try time(until, "--until")
    options.delay = late ? .statusPage : nil
    options.seed = written.seed
    let survey = try OutageSurvey(reading.read(files), options: options)
    let report = OutageReport(survey, zone: zone)
    if let out = written.out {
      guard !survey.wholeMonths.isEmpty else { throw SignalError.noWholeMonth }
      try TextFile.write(report.monthlyCSV, to: out)
    }
    if let events { try TextFile.write(report.eventsCSV, to: events) }
    guard written.drawsOut == nil || report.hasCommonErrors else {
      throw ValidationError("--draws-out: the errors of these months have nothing in common; leave it out.")
    }
    if let drawsOut = written.drawsOut { try TextFile.write(report.drawsCSV, to: drawsOut) }
    try written.page?.write(OutagePage(survey, zone: zone).page)
    try output.show(report)
  }

  private var signalWeights: SignalWeights {
    get throws {
      var result = SignalWeights()
      for text in weights {
        guard let sign = text.firstIndex(of: "="), ["part", "severity"].contains(String(text[..<sign])) else {
          throw ValidationError(
            "--weights: \"\(text)\" is not of the form part=feed:0.3,profile:0.1 or severity=blackout:1.")
        }
        let isPart = text[..<sign] == "part"
        let rest = String(text[text.index(after: sign)...])
        for (name, value) in try SignalOptions.pairs(rest, "--weights", separator: ":", example: "feed:0.3") {
          guard let weight = Double(value), (0...1).contains(weight) else {
            throw SignalError.badWeight(name, value: value)
          }
          if isPart { result.parts[name] = weight } else { result.severities[name.lowercased()] = weight }
        }
      }
      if let countryWeights { result.countries = try SignalWeights.countries(of: countryWeights) }
      return result
    }
  }
}
