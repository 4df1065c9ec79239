#include "CLAPACK.h"

#include <lapacke.h>

_Static_assert(sizeof(lapack_int) == 4, "churn-forecast needs LAPACK with 32-bit integers (LP64)");

int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork) {
  return LAPACKE_dgeqp3_work(LAPACK_COL_MAJOR, rows, columns, a, leading, pivots, tau, work, lwork);
}

int32_t clapack_dormqr(int32_t transposed, int32_t rows, int32_t columns, int32_t reflectors, const double *a,
                       int32_t leading, const double *tau, double *c, int32_t leading_c, double *work, int32_t lwork) {
  return LAPACKE_dormqr_work(LAPACK_COL_MAJOR, 'L', transposed ? 'T' : 'N', rows, columns, reflectors, a, leading, tau,
                             c, leading_c, work, lwork);
}

int32_t clapack_dtrtrs(int32_t transposed, int32_t order, int32_t right_hand_sides, const double *a, int32_t leading,
                       double *b, int32_t leading_b) {
  return LAPACKE_dtrtrs_work(LAPACK_COL_MAJOR, 'U', transposed ? 'T' : 'N', 'N', order, right_hand_sides, a, leading, b,
                             leading_b);
}

int32_t clapack_dtrtri(int32_t order, double *a, int32_t leading) {
  return LAPACKE_dtrtri_work(LAPACK_COL_MAJOR, 'U', 'N', order, a, leading);
}

int32_t clapack_dtrcon(int32_t order, const double *a, int32_t leading, double *reciprocal, double *work,
                       int32_t *iwork) {
  return LAPACKE_dtrcon_work(LAPACK_COL_MAJOR, '1', 'U', 'N', order, a, leading, reciprocal, work, iwork);
}
