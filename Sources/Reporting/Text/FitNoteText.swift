import ChurnModels
import Foundation
import LeastSquares

/// The notes of a fit as text.
package enum FitNoteText {
  /// The name of a benchmark.
  package static func name(of kind: GrowthBenchmark.Kind) -> String {
    switch kind {
    case .naive: "naive (no growth)"
    case .drift: "drift (constant growth)"
    case .withoutDrivers: "without drivers"
    }
  }

  /// The notes of a fit, one or more lines each.
  package static func lines(_ notes: [FitNote]) -> [String] {
    notes.flatMap { note in
      if case .findings(let findings) = note { FindingText.lines(findings) } else { [text(note)] }
    }
  }

  /// A note as one or two sentences.
  package static func text(_ note: FitNote) -> String {
    switch note {
    case .sparse(let figures, let months):
      "MAU is published for \(figures) of \(months) months. Each interval between figures is one equation; "
        + "nothing was interpolated."
    case .fewDegreesOfFreedom(let freedom, let coefficients, let changes):
      "\(freedom == 1 ? "1 degree" : "\(freedom) degrees") of freedom left: \(coefficients) coefficient\(coefficients == 1 ? "" : "s") from \(changes) changes. "
        + "R² and the typical error in the sample say next to nothing; use fewer drivers, no season, or more figures."
    case .findings(let findings): FindingText.lines(findings).joined(separator: " ")
    case .downweighted(let months, let count): downweighted(months, count)
    case .reference(let driver, let level, let stated):
      "`\(driver)` is measured from \(NumberText.significant(level)), "
        + (stated ? "the stated reference level." : "the mean of its first 12 figures.")
    case .effect(let effect): shown(effect)
    case .singleFigure(let effect):
      "\(NumberText.name(effect.name)) has no robust standard error: it explains a single figure, so that nothing shows how far it may be off. Its "
        + "classical one (standard errors classical) takes the errors of the other figures for it, and so do forecasts."
    case .noEffect(let effect):
      "\(NumberText.name(effect.name)): there is no evidence of an effect. The estimate points to "
        + "\(effect.estimate > 0 ? "harm" : "help"), but its 95 % interval, "
        + "\(interval(effect.interval(coverage: Coverages.single))), contains 0."
    case .entangled(let pair): text(pair)
    case .constrained(let effect):
      "\(NumberText.name(effect.name)) is held at 0: the model states its sign, but the data alone would give "
        + "\(NumberText.significant(effect.freeEstimate ?? .nan, 3)), with the opposite sign. This is not evidence for the stated sign."
    case .measured(let measured): Self.text(measured)
    case .prior(let effect):
      "\(NumberText.name(effect.name)): \(NumberText.percent(effect.dataShare)) of its precision comes from the data, "
        + "\(NumberText.percent(1 - effect.dataShare)) from the stated prior."
    case .carryover(let profile): text(profile)
    case .effectiveSampleSize(let size, let observations):
      size <= Double(observations)
        ? "The errors are correlated: \(observations) changes carry as much information as about \(NumberText.fixed(size, 0)) independent ones."
        : "The errors are correlated: neighbours tend to cancel, so that \(observations) changes carry more information than independent ones."
    case .borderOfInvertibility(let errors):
      "The moving average of the \(errors) errors is at the border of invertibility (a root within 1.01 of the unit circle): its standard "
        + "errors mean nothing, and intervals of effects are often too short. Errors auto leaves such orders out."
    case .drift(let share, let first, let now): drift(share, first, now)
    case .longRun(let run): text(run)
    case .noLongRun(let saturation):
      "Growth does not level off in these data (saturation \(NumberText.significant(saturation, 3))): "
        + "there is no long-run size. Consider a constant baseline."
    case .driversAgainstNone(let difference): driversAgainstNone(difference)
    case .againstNaive(let own, let naive):
      "A typical error over one month is \(NumberText.percent(own, 2)) in the sample, "
        + "\(NumberText.percent(naive, 2)) for the naive forecast (no change)."
    case .noDecay(let decay):
      "Growth does not decay in these data (the transient decay, \(NumberText.significant(decay, 3)), is at an end of its range). Use baseline constant."
    case .correlatedInnovations(let durbinWatson, let isAllowedFor, let isWeighted, let errors):
      correlated(durbinWatson, isAllowedFor, isWeighted, errors)
    case .notConverged:
      "The search for the nonlinear coefficients did not converge; do not use this fit."
    }
  }

  private static func interval(_ range: ClosedRange<Double>) -> String {
    NumberText.interval(NumberText.significant(range.lowerBound, 3), NumberText.significant(range.upperBound, 3))
  }

  private static func shown(_ effect: Coefficient) -> String {
    let range = effect.interval(coverage: Coverages.single)
    let isHarmful = effect.estimate > 0
    return "\(NumberText.name(effect.name)) is \(isHarmful ? "harmful" : "helpful"): one more unit "
      + "\(isHarmful ? "lowers" : "raises") growth by \(NumberText.significant(abs(effect.estimate), 3)) per month (95 % "
      + "\(interval(isHarmful ? range : -range.upperBound ... -range.lowerBound)))."
  }

  private static func downweighted(_ months: [FitNote.Downweighted], _ count: Int) -> String {
    "Robust weights below one half: "
      + months.map { "\($0.month) \(NumberText.percent($0.weight))" }.joined(separator: ", ")
      + (count > months.count ? " and \(count - months.count) more" : "")
      + ". σ and intervals are those of the others; a month like these is outside them."
  }

  private static func drift(_ share: Coefficient, _ first: Coefficient, _ now: Coefficient) -> String {
    func percent(_ value: Double) -> String { NumberText.percent(value, 2) }
    let range = now.interval(coverage: Coverages.single)
    return
      "The baseline drifts: \(NumberText.percent(share.estimate)) of what is unexpected in a month stays in growth. It went from "
      + "\(percent(first.estimate)) a month at the beginning to \(percent(now.estimate)) now "
      + "(95 % \(NumberText.interval(percent(range.lowerBound), percent(range.upperBound))))."
  }

  private static func text(_ pair: EntangledPair) -> String {
    "The data can hardly tell `\(pair.first)` from `\(pair.second)` (their estimates are correlated by "
      + "\(NumberText.fixed(pair.correlation, 2))): do not interpret their effects separately. Together, a typical change in both"
      + "\(pair.isOpposed ? " in opposite directions" : "") (one standard deviation each) "
      + "\(pair.joint.estimate > 0 ? "lowers" : "raises") growth by "
      + "\(NumberText.significant(abs(pair.joint.estimate), 3)) per month (95 % "
      + "\(interval(pair.joint.interval(coverage: Coverages.single))))."
  }

  private static func text(_ profile: CarryoverProfile) -> String {
    let ends = NumberText.interval(
      NumberText.fixed(profile.interval.lowerBound, 2), NumberText.fixed(profile.interval.upperBound, 2))
    let halfLife = profile.decay > 0 ? log(0.5) / log(profile.decay) : 0
    return profile.isFlat
      ? "The data do not determine the decay of `\(profile.driver)`: its likelihood is flat (95 % \(ends)). The estimate "
        + "\(NumberText.fixed(profile.decay, 2)) is an arbitrary choice of the search; state a decay."
      : "The decay of `\(profile.driver)` is \(NumberText.fixed(profile.decay, 2)) (95 % profile interval \(ends)), "
        + (profile.decay >= 0.005
          ? "a half-life of \(NumberText.fixed(halfLife, 1)) months."
          : "so that the effect does not outlast its month.")
  }

  private static func driversAgainstNone(_ difference: Double) -> String {
    difference < -2
      ? "The drivers improve the model in this sample: AICc is \(NumberText.fixed(-difference, 1)) lower with them."
      : difference <= 2
        ? "In this sample, the model is about as good without drivers: AICc \(difference > 0 ? "rises" : "falls") by "
          + "\(NumberText.fixed(abs(difference), 1)) with them."
        : "In this sample, the drivers do not improve the model: AICc is \(NumberText.fixed(difference, 1)) higher "
          + "with them."
  }

  private static func correlated(
    _ durbinWatson: Double, _ isAllowedFor: Bool, _ isWeighted: Bool, _ errors: ErrorProcess
  ) -> String {
    "Durbin–Watson \(NumberText.fixed(durbinWatson, 2)): the residuals are correlated"
      + (isAllowedFor
        ? ". The standard errors allow for "
          + "this; the width of forecast intervals does not, and with a saturating baseline the estimates themselves are doubtful."
        : ", so that standard errors, "
          + "p-values and intervals are \(durbinWatson < 2 ? "too small" : "not reliable"). "
          + (isWeighted
            ? "Use standard errors newey-west."
            : errors == .independent
              ? "Leave the errors to the program (errors choose), or state ar(1)."
              : "The \(errors) errors do not take up all of it"
                + (errors == .arma(p: 1, q: 0) ? "; errors auto looks for others." : ".")))
  }

  private static func text(_ measured: MeasuredEffect) -> String {
    "The figures of `\(measured.driver)` have errors, which draw effects to 0: \(NumberText.percent(measured.reliability)) of their variance is not error. "
      + (measured.method == .moments
        ? "The effect is corrected for them (Fuller 1987)."
        : "The effect is corrected for them by simulation and extrapolation (Cook and Stefanski 1994), which may leave some of the bias.")
  }

  private static func text(_ run: LongRun) -> String {
    let level = NumberText.coverage(run.coverage)
    let size =
      "Long-run size\(run.hasDrivers ? " with drivers at their reference levels" : ""): \(NumberText.users(run.users))"
    guard let users = run.usersInterval else {
      return size
        + ", but the data do not determine it: the saturation cannot be distinguished from 0 (Dickey–Fuller test, 5 %)."
    }
    let half = run.halfLifeInterval.map {
      " (\(level) % " + NumberText.interval(NumberText.fixed($0.lowerBound, 1), NumberText.fixed($0.upperBound, 1))
        + ")"
    }
    return size + " (\(level) % "
      + NumberText.usersInterval(users.lowerBound, users.upperBound)
      + "). Half of the gap closes in \(NumberText.fixed(run.halfLife, 1)) months\(half ?? "")."
  }
}
