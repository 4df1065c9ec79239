#include "CLAPACK.h"

#include <lapacke.h>

_Static_assert(sizeof(lapack_int) == 4, "churn-forecast needs LAPACK with 32-bit integers (LP64)");

int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork) {
  return LAPACKE_dgeqp3_work(LAPACK_COL_MAJOR, rows, columns, a, leading, pivots, tau, work, lwork);
}

// LAPACKE has no interface to this routine of LAPACK.
void dlaqp2_(const int32_t *rows, const int32_t *columns, const int32_t *offset, double *a, const int32_t *leading,
             int32_t *pivots, double *tau, double *norms, double *exact_norms, double *work);

void clapack_dlaqp2(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                    double *norms, double *exact_norms, double *work) {
  const int32_t offset = 0;
  dlaqp2_(&rows, &columns, &offset, a, &leading, pivots, tau, norms, exact_norms, work);
}

int32_t clapack_dgglse(int32_t rows, int32_t columns, int32_t constraints, double *a, int32_t leading_a, double *b,
                       int32_t leading_b, double *c, double *d, double *x, double *work, int32_t lwork) {
  return LAPACKE_dgglse_work(LAPACK_COL_MAJOR, rows, columns, constraints, a, leading_a, b, leading_b, c, d, x, work,
                             lwork);
}

int32_t clapack_dgesvd(int32_t rows, int32_t columns, double *a, int32_t leading, double *singular_values, double *vt,
                       double *work, int32_t lwork) {
  return LAPACKE_dgesvd_work(LAPACK_COL_MAJOR, 'N', 'A', rows, columns, a, leading, singular_values, NULL, 1, vt,
                             columns, work, lwork);
}
