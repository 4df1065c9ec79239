import ArgumentParser
import ChurnForecast
import Foundation

/// `churn-forecast negativity`.
struct NegativityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "negativity",
    abstract: "Estimates the share of negative posts by month, and makes a driver of it.",
    discussion: """
      Posts: `time,text`, perhaps with `language`, as CSV or JSON with an object a line. They are judged by VADER's rules (English and French), or \
      by a classifier that is trained on your labels. Scores or labels of a classifier of your own: `time,score` or `time,label`.

      What a classifier calls negative is not what is negative. A labelled sample (`text,label`, or `score,label`, or `predicted,label`) tells how \
      often it is wrong; shares are corrected for that, and have intervals.

      Examples:
        churn-forecast negativity posts.csv --language en
        churn-forecast negativity posts.csv --language fr --labels sample.csv --out negativity.csv
        churn-forecast negativity posts.csv --language en --labels sample.csv --train --classifier tone.bin
        churn-forecast negativity posts.csv --classifier tone.bin --scored scored.csv
        churn-forecast negativity scores.csv --labels labelled-scores.csv
      """)

  @Argument(
    help: "Files of posts or scores; - is standard input.",
    completion: .file(extensions: ["csv", "json", "ndjson", "jsonl"]))
  var files: [String]

  @OptionGroup(title: "Reading options") var reading: SignalOptions

  @Option(help: ArgumentHelp("The language of the posts, en or fr, where no column states it.", valueName: "code"))
  var language: String?

  @Option(
    help: ArgumentHelp("A labelled sample: what the classifier gets wrong is learnt from it.", valueName: "sample.csv"),
    completion: .file(extensions: ["csv", "json", "ndjson", "jsonl"]))
  var labels: String?

  @Option(
    help: ArgumentHelp("The label of negative posts, if it is not a usual one such as negative.", valueName: "label"))
  var negativeLabel: String?

  @Flag(help: "Train a classifier on the labels.")
  var train = false

  @Option(
    help: ArgumentHelp("A trained classifier; with --train, where it is written.", valueName: "tone.bin"),
    completion: .file(extensions: ["bin"]))
  var classifier: String?

  @Option(help: "How shares are estimated (default: platt-emq for scores, adjusted-count for labels).")
  var method: PrevalenceMethod?

  @Option(
    help: ArgumentHelp("The score from which a post counts as negative, for scores of your own.", valueName: "score"))
  var threshold = 0.5

  @Option(
    help: ArgumentHelp("A file of words and valences, in place of the language's own.", valueName: "lexicon.txt"),
    completion: .file(extensions: ["txt"]))
  var lexicon: String?

  @Option(
    help: ArgumentHelp("Write time, score and label of every post, without its text.", valueName: "scored.csv"),
    completion: .file(extensions: ["csv"]))
  var scored: String?

  @Option(help: ArgumentHelp("Show the texts of so many of the most negative posts.", valueName: "count"))
  var examples = 0

  @OptionGroup(title: "Written files") var written: SignalOutputs

  @OptionGroup var output: OutputOptions

  func validate() throws {
    try written.check(
      inputs: files + [labels, lexicon, train ? nil : classifier],
      further: [("--scored", scored), ("--classifier", train ? classifier : nil)])
    guard !train || labels != nil else {
      throw ValidationError("--train needs labels: state them by --labels sample.csv.")
    }
    guard written.drawsOut == nil || labels != nil || classifier != nil else {
      throw ValidationError("--draws-out needs --labels: without them errors are not known.")
    }
    guard threshold.isFinite else { throw ValidationError("--threshold must be a number.") }
    guard (0...1000).contains(examples) else { throw ValidationError("--examples takes a number from 0 to 1000.") }
  }

  func run() throws {
    let options = try surveyOptions
    let scoredFile = try scored.map { path throws(SeriesIOError) in try ScoredFile(path) }
    var shown = MostNegative(examples)
    let survey = try NegativitySurvey(files, options: options) { post throws(SignalError) in
      do throws(SeriesIOError) {
        try scoredFile?.append(post)
      } catch {
        throw SignalError.file(error)
      }
      shown.take(post)
    }
    let report = NegativityReport(survey, zone: options.zone, examples: shown.posts)
    if let out = written.out { try TextFile.write(report.monthlyCSV, to: out) }
    if let drawsOut = written.drawsOut {
      try TextFile.write(report.drawsCSV, to: drawsOut)
    }
    if train, let classifier, let trained = survey.classifier { try TextFile.write(trained.bytes, to: classifier) }
    try scoredFile?.finish()
    try written.page?.write(NegativityPage(survey, report).page)
    try output.show(report)
  }

  private var surveyOptions: NegativitySurvey.Options {
    get throws {
      var options = NegativitySurvey.Options()
      options.columns = try reading.names
      options.zone = try reading.clock
      options.statedZone = try reading.statedClock
      options.language = try language.map { code throws(SignalError) in
        guard let language = ToneLanguage(code: code) else {
          throw .unknownLanguage(nil, value: code, known: ToneLanguage.allCases.map(\.rawValue))
        }
        return language
      }
      options.labels = labels
      options.negativeLabel = negativeLabel
      options.trains = train
      options.method = method
      options.threshold = threshold
      options.seed = written.seed
      options.lexica = LexiconSource(folders: Self.lexica, file: lexicon)
      if !train {
        options.classifier = try classifier.map { path throws(SignalError) in try ToneClassifier(path: path) }
      }
      return options
    }
  }

  /// Where lexica are: the folder that the environment states, or `share/churn-forecast/lexica` beside the folder of the program.
  private static var lexica: [String] {
    if let stated = ProcessInfo.processInfo.environment["CHURN_FORECAST_LEXICA"], !stated.isEmpty { return [stated] }
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath()
    let folder = program?.deletingLastPathComponent().deletingLastPathComponent()
    // Builds are one folder deeper than installed programs.
    return [folder, folder?.deletingLastPathComponent()].compactMap { folder in
      folder?.appendingPathComponent("share/churn-forecast/lexica").path
    }
  }
}
