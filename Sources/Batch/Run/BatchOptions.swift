import ChurnModels
import Forecasting
import LeastSquares
import Parallel
import Series
import SeriesIO

/// The inputs of a batch and the options of its forecasts.
public struct BatchOptions: Sendable {
  /// The panel; `-` is standard input.
  public var panel: String
  /// What is forecast, and how.
  public var forecasts: PanelForecaster.Options
  /// The column of series.
  public var series = "series"
  /// The column of users; nil for the one of the model, or `mau`.
  public var mau: String?
  /// The column of months; nil for the one called month, date, quarter, year or period.
  public var month: String?
  /// The order of day and month, where a column does not tell.
  public var dates: DateOrder?
  /// The sign before decimals, where a column does not tell.
  public var decimal: DecimalSign?
  /// The number of users of which one unit is; nil for one, or what the header says.
  public var usersUnit: Double?
  /// A panel of future drivers with the series in the same order; nil for none.
  public var futureDrivers: String?
  /// Whether effects of all series are pooled first, in a pass of its own.
  public var isPooled = false
  /// The column that names the group within which effects are pooled; nil for all series as one group.
  public var poolColumn: String?
  /// The pools of the first pass, in the second.
  var pools: EffectPools?
  /// What is asked of the past of every series; nil for nothing.
  public var lookBack: BatchLookBack?
  /// The number of blocks of series that are computed at once, at least 1.
  public var jobs = 1
  /// Whether the rows are sorted by series first.
  public var isSorted = false
  /// The output folder; nil where the caller of ``BatchRun`` takes the forecasts.
  public var folder: String?
  /// The number of series per part file, at least 1.
  public var partSize = 10_000
  /// Whether an earlier run into the folder is resumed.
  public var isResumed = false
  /// The command that started the batch, for the manifest.
  public var arguments: [String] = []
  /// The text of the model file; empty where there is none.
  public var modelText = ""
  /// Tells the batch to stop; what is complete stays complete.
  public var stop = StopRequest()
  /// The version of the program, a part of the batch's identity.
  package var version = ProgramVersion.current

  /// A batch with the usual options.
  public init(panel: String, model: any Model) {
    self.panel = panel
    forecasts = PanelForecaster.Options(model)
  }

  /// The column of users.
  var mauColumn: String { mau ?? forecasts.model.statedSpecification?.mauColumn ?? "mau" }

  /// The columns of a panel that are read.
  func columns(mau: String?, drivers: [String]) -> PanelColumns {
    var reading = ReadingOptions(month: month)
    reading.series = series
    reading.dates = dates
    reading.decimal = decimal
    reading.usersUnit = usersUnit
    return PanelColumns(reading, mau: mau, drivers: drivers)
  }
}
