// The LAPACK routines that LeastSquares uses, column-major, through LAPACKE's `_work` interface:
// no allocation, no NaN scan, `info` returned. 0 is success, -i means argument i was illegal.

#ifndef CLAPACK_H
#define CLAPACK_H

#include <stdint.h>

/// QR factorisation with column pivoting, A P = Q R. `lwork` = -1 asks for the workspace size in `work[0]`.
int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork);

/// C := Q C (`transposed` = 0) or C := Q' C (`transposed` = 1), Q from `reflectors` reflectors of dgeqp3 in `a`.
int32_t clapack_dormqr(int32_t transposed, int32_t rows, int32_t columns, int32_t reflectors, const double *a,
                       int32_t leading, const double *tau, double *c, int32_t leading_c, double *work, int32_t lwork);

/// Solves R X = B (`transposed` = 0) or R' X = B (`transposed` = 1) for upper triangular R, in place in `b`.
int32_t clapack_dtrtrs(int32_t transposed, int32_t order, int32_t right_hand_sides, const double *a, int32_t leading,
                       double *b, int32_t leading_b);

/// Inverse of an upper triangular matrix, in place.
int32_t clapack_dtrtri(int32_t order, double *a, int32_t leading);

/// Reciprocal condition number in the 1-norm of an upper triangular matrix. `work`: 3 × order, `iwork`: order.
int32_t clapack_dtrcon(int32_t order, const double *a, int32_t leading, double *reciprocal, double *work,
                       int32_t *iwork);

#endif
