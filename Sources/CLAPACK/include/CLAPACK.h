// The LAPACK routines that LeastSquares uses, column-major, through LAPACKE's `_work` interface:
// no allocation, no NaN scan, `info` returned. 0 is success, -i means argument i was illegal.

#ifndef CLAPACK_H
#define CLAPACK_H

#include <stdint.h>

/// QR factorisation with column pivoting, A P = Q R. `lwork` = -1 asks for the workspace size in `work[0]`.
int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork);

#endif
