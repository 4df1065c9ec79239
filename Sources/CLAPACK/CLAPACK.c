#include "CLAPACK.h"

#include <lapacke.h>

_Static_assert(sizeof(lapack_int) == 4, "churn-forecast needs LAPACK with 32-bit integers (LP64)");

int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork) {
  return LAPACKE_dgeqp3_work(LAPACK_COL_MAJOR, rows, columns, a, leading, pivots, tau, work, lwork);
}
