#include "CDistributions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace {

using namespace boost::math::policies;

// Nothing may be thrown across the C interface: errors become NaN or an infinity. Doubles are not promoted to
// long double, so that results are the same on every processor.
using quiet = policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
                     evaluation_error<ignore_error>, rounding_error<ignore_error>, promote_double<false>>;

using normal = boost::math::normal_distribution<double, quiet>;
using students_t = boost::math::students_t_distribution<double, quiet>;
using fisher_f = boost::math::fisher_f_distribution<double, quiet>;
using chi_squared = boost::math::chi_squared_distribution<double, quiet>;

} // namespace

double cdistributions_normal_cdf(double x) { return cdf(normal(), x); }
double cdistributions_normal_upper(double x) { return cdf(complement(normal(), x)); }
double cdistributions_normal_quantile(double probability) { return quantile(normal(), probability); }

double cdistributions_t_cdf(double x, double degrees_of_freedom) { return cdf(students_t(degrees_of_freedom), x); }
double cdistributions_t_upper(double x, double degrees_of_freedom) {
  return cdf(complement(students_t(degrees_of_freedom), x));
}
double cdistributions_t_quantile(double probability, double degrees_of_freedom) {
  return quantile(students_t(degrees_of_freedom), probability);
}

double cdistributions_f_cdf(double x, double numerator, double denominator) {
  return cdf(fisher_f(numerator, denominator), x);
}
double cdistributions_f_upper(double x, double numerator, double denominator) {
  return cdf(complement(fisher_f(numerator, denominator), x));
}
double cdistributions_f_quantile(double probability, double numerator, double denominator) {
  return quantile(fisher_f(numerator, denominator), probability);
}

double cdistributions_chi_squared_cdf(double x, double degrees_of_freedom) {
  return cdf(chi_squared(degrees_of_freedom), x);
}
double cdistributions_chi_squared_upper(double x, double degrees_of_freedom) {
  return cdf(complement(chi_squared(degrees_of_freedom), x));
}
double cdistributions_chi_squared_quantile(double probability, double degrees_of_freedom) {
  return quantile(chi_squared(degrees_of_freedom), probability);
}
