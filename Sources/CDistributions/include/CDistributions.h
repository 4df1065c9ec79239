// Cumulative distribution functions, their complements (upper tails, without cancellation) and quantiles,
// by Boost.Math. Parameters outside their domain give NaN; quantiles of 0 and 1 give the ends of the support. Nothing is
// thrown, and every call ends, whatever the numbers.

#ifndef CDISTRIBUTIONS_H
#define CDISTRIBUTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

double cdistributions_normal_cdf(double x);
double cdistributions_normal_upper(double x);
double cdistributions_normal_quantile(double probability);

double cdistributions_t_cdf(double x, double degrees_of_freedom);
double cdistributions_t_upper(double x, double degrees_of_freedom);
double cdistributions_t_quantile(double probability, double degrees_of_freedom);

double cdistributions_f_cdf(double x, double numerator, double denominator);
double cdistributions_f_upper(double x, double numerator, double denominator);
double cdistributions_f_quantile(double probability, double numerator, double denominator);

double cdistributions_chi_squared_cdf(double x, double degrees_of_freedom);
double cdistributions_chi_squared_upper(double x, double degrees_of_freedom);
double cdistributions_chi_squared_quantile(double probability, double degrees_of_freedom);

#ifdef __cplusplus
}
#endif

#endif
