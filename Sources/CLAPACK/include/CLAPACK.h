// The LAPACK routines that LeastSquares uses, column-major, through LAPACKE's `_work` interface:
// no allocation, no NaN scan, `info` returned. 0 is success, -i means argument i was illegal.
//
// The caller bounds every array: a matrix has leading × columns elements with leading ≥ rows, and all elements of a matrix
// together are fewer than 2^31. Where nothing else is said, vectors have an element a column.

#ifndef CLAPACK_H
#define CLAPACK_H

#include <stdint.h>

/// QR factorisation with column pivoting, A P = Q R; lwork ≥ 3 columns + 1, or -1 to ask for the workspace size in
/// `work[0]`.
int32_t clapack_dgeqp3(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                       double *work, int32_t lwork);

/// The same without blocks and without a search for the best size of one: what `dgeqp3` does with few columns. `norms` and
/// `exact_norms` hold the norms of the columns, `pivots` the numbers 1, 2, …; `work` has an element a column.
void clapack_dlaqp2(int32_t rows, int32_t columns, double *a, int32_t leading, int32_t *pivots, double *tau,
                    double *norms, double *exact_norms, double *work);

/// Least squares subject to B x = d: minimises |c - A x|. A is rows × columns, B is constraints × columns, both of full
/// rank together; c has an element a row, d one a constraint; lwork ≥ rows + columns + constraints. `lwork` = -1 asks for the
/// workspace size. info 1: B has no full rank; info 2: [A; B] has not.
int32_t clapack_dgglse(int32_t rows, int32_t columns, int32_t constraints, double *a, int32_t leading_a, double *b,
                       int32_t leading_b, double *c, double *d, double *x, double *work, int32_t lwork);

/// Singular values (descending) and V', columns × columns, of a matrix with rows ≥ columns; lwork ≥ 5 columns + rows.
int32_t clapack_dgesvd(int32_t rows, int32_t columns, double *a, int32_t leading, double *singular_values, double *vt,
                       double *work, int32_t lwork);

#endif
