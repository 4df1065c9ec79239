// Failed assertions of Boost would end the program; its results are then NaN or have few digits.
#define BOOST_DISABLE_ASSERTS
#include "CDistributions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace {

using namespace boost::math::policies;

// Errors become NaN or an infinity. Doubles are not promoted to long double, so that results are the same on every
// processor.
using quiet = policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
                     evaluation_error<ignore_error>, rounding_error<ignore_error>, promote_double<false>>;

using normal = boost::math::normal_distribution<double, quiet>;
using students_t = boost::math::students_t_distribution<double, quiet>;
using fisher_f = boost::math::fisher_f_distribution<double, quiet>;
using chi_squared = boost::math::chi_squared_distribution<double, quiet>;

// Nothing may be thrown across the C interface, but some of Boost's functions do not pass the policy on: whatever they
// throw is NaN, as is the value at NaN.
template <class Compute> double value(Compute compute, double x, double first = 1, double second = 1) noexcept {
  if (std::isnan(x) || std::isnan(first) || std::isnan(second)) return std::numeric_limits<double>::quiet_NaN();
  try {
    return compute();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

// Boost's continued fractions do not end for F with more degrees of freedom; the distribution no longer changes there
// but in its ninth digit.
double bounded(double degrees_of_freedom) { return degrees_of_freedom > 1e9 ? 1e9 : degrees_of_freedom; }

} // namespace

double cdistributions_normal_cdf(double x) {
  return value([=] { return cdf(normal(), x); }, x);
}
double cdistributions_normal_upper(double x) {
  return value([=] { return cdf(complement(normal(), x)); }, x);
}
double cdistributions_normal_quantile(double probability) {
  return value([=] { return quantile(normal(), probability); }, probability);
}

double cdistributions_t_cdf(double x, double degrees_of_freedom) {
  return value([=] { return cdf(students_t(degrees_of_freedom), x); }, x, degrees_of_freedom);
}
double cdistributions_t_upper(double x, double degrees_of_freedom) {
  return value([=] { return cdf(complement(students_t(degrees_of_freedom), x)); }, x, degrees_of_freedom);
}
double cdistributions_t_quantile(double probability, double degrees_of_freedom) {
  return value([=] { return quantile(students_t(degrees_of_freedom), probability); }, probability, degrees_of_freedom);
}

double cdistributions_f_cdf(double x, double numerator, double denominator) {
  return value([=] { return cdf(fisher_f(bounded(numerator), bounded(denominator)), x); }, x, numerator, denominator);
}
double cdistributions_f_upper(double x, double numerator, double denominator) {
  return value([=] { return cdf(complement(fisher_f(bounded(numerator), bounded(denominator)), x)); }, x, numerator,
               denominator);
}
double cdistributions_f_quantile(double probability, double numerator, double denominator) {
  return value([=] { return quantile(fisher_f(bounded(numerator), bounded(denominator)), probability); }, probability,
               numerator, denominator);
}

double cdistributions_chi_squared_cdf(double x, double degrees_of_freedom) {
  return value([=] { return cdf(chi_squared(degrees_of_freedom), x); }, x, degrees_of_freedom);
}
double cdistributions_chi_squared_upper(double x, double degrees_of_freedom) {
  return value([=] { return cdf(complement(chi_squared(degrees_of_freedom), x)); }, x, degrees_of_freedom);
}
double cdistributions_chi_squared_quantile(double probability, double degrees_of_freedom) {
  return value([=] { return quantile(chi_squared(degrees_of_freedom), probability); }, probability,
               degrees_of_freedom);
}
