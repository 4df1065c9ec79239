import Drivers
import LeastSquares
import Series

/// Something that a reader of a fit should know; ``FittedNetGrowth/notes()`` collects them.
public enum FitNote: Sendable, Equatable {
  /// The number of months with MAU, out of the months spanned; every interval between them is one equation.
  case sparse(figures: Int, months: Int)
  /// So few degrees of freedom are left that the fit in the sample says next to nothing.
  case fewDegreesOfFreedom(Int, coefficients: Int, changes: Int)
  /// What in users and drivers is unlike the rest.
  case findings([TableFinding])
  /// The months with the lowest robust weights, below one half, with those: at most five of them, and how many there are.
  case downweighted([Downweighted], count: Int)
  /// A driver is measured from this raw level; `stated` tells whether the user chose it.
  case reference(driver: String, level: Double, stated: Bool)
  /// An effect that the data show: both ends of its 95 % interval are on the same side of 0.
  case effect(Coefficient)
  /// An effect that a single figure determines, so that it has no robust standard error.
  case singleFigure(Coefficient)
  /// An effect that the data do not show: its 95 % interval contains 0.
  case noEffect(Coefficient)
  /// Two effects that the data can hardly tell apart.
  case entangled(EntangledPair)
  /// An effect whose stated sign the data contradict; it is held at 0.
  case constrained(Coefficient)
  /// An effect with a prior, and the share of the data in its precision.
  case prior(Coefficient)
  /// An effect that was corrected for errors of the driver's figures.
  case measured(MeasuredEffect)
  /// The decay of a carryover with its profile interval.
  case carryover(CarryoverProfile)
  /// The number of independent errors that carry as much information as the correlated ones.
  case effectiveSampleSize(Double, observations: Int)
  /// Stated errors whose moving average is at the border of invertibility, where its estimate has no meaning.
  case borderOfInvertibility(ErrorProcess)
  /// A baseline that drifts: the share of an error that stays in growth, the baseline of the first month, and that after the last
  /// figure.
  case drift(Coefficient, first: Coefficient, now: Coefficient)
  /// The long run of a saturating model.
  case longRun(LongRun)
  /// A saturating model whose κ is not between 0 and 1: growth does not level off in these data.
  case noLongRun(saturation: Double)
  /// A decaying baseline whose decay is at an end of its range: nothing decays.
  case noDecay(Double)
  /// AICc of this model minus that of the same model without drivers; below 0, the drivers improve it in this sample.
  case driversAgainstNone(aiccDifference: Double)
  /// The in-sample root mean square error over one month, of this model and of the naive forecast.
  case againstNaive(rootMeanSquare: Double, naive: Double)
  /// The innovations are correlated; `allowedFor` tells whether the standard errors allow for it, `isWeighted` whether figures have
  /// robust weights; `errors` are those of the model.
  case correlatedInnovations(durbinWatson: Double, allowedFor: Bool, isWeighted: Bool, errors: ErrorProcess)
  /// The search for κ ended without a solution.
  case notConverged

  /// A month with a robust weight.
  public struct Downweighted: Sendable, Equatable {
    /// The month of the figure.
    public let month: Month
    /// Its weight, 0 … 1.
    public let weight: Double
  }
}
