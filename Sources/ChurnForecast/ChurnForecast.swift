// The library for analysts: everything that the rooms above offer, by one import.

@_exported import Batch
@_exported import ChurnModels
@_exported import Drivers
@_exported import Evaluation
@_exported import Forecasting
@_exported import LeastSquares
@_exported import Models
@_exported import Parallel
@_exported import Reporting
@_exported import Sampling
@_exported import Scenarios
@_exported import Series
@_exported import SeriesIO
@_exported import Signals
@_exported import Univariate
@_exported import Workbench
