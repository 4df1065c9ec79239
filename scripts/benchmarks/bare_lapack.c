// The lower bound for least squares: only LAPACK's dgeqp3, dormqr and dtrtrs, from C, with workspaces given, coefficients only.
// With "geqrf" as third argument, the unpivoted dgeqrf instead. Prints nanoseconds per problem, the fastest of three rounds.

#include <lapacke.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state;

static double uniform(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (double)(state >> 11) * 0x1p-52 - 1;
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  int n = atoi(arguments[1]), p = atoi(arguments[2]), problems = 10000, pivoted = strcmp(arguments[3], "geqrf") != 0;
  double *designs = malloc(sizeof(double) * n * p * problems), *responses = malloc(sizeof(double) * n * problems);
  double *a = malloc(sizeof(double) * n * p), *y = malloc(sizeof(double) * n), *tau = malloc(sizeof(double) * p);
  int lwork = 2 * p + (p + 1) * 32 + 32 * n;
  double *work = malloc(sizeof(double) * lwork);
  lapack_int *pivots = malloc(sizeof(lapack_int) * p);
  for (int k = 0; k < problems; k++) {
    state = (uint64_t)k * 0x9E3779B97F4A7C15u | 1;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < p; column++) designs[(size_t)k * n * p + row + column * n] = column ? uniform() : 1;
    }
    for (int row = 0; row < n; row++) responses[(size_t)k * n + row] = uniform();
  }
  double best = 1e300, sum = 0;
  for (int round = 0; round < 3; round++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int k = 0; k < problems; k++) {
      memcpy(a, designs + (size_t)k * n * p, sizeof(double) * n * p);
      memcpy(y, responses + (size_t)k * n, sizeof(double) * n);
      if (pivoted) {
        memset(pivots, 0, sizeof(lapack_int) * p);
        LAPACKE_dgeqp3_work(LAPACK_COL_MAJOR, n, p, a, n, pivots, tau, work, lwork);
      } else {
        LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, n, p, a, n, tau, work, lwork);
      }
      LAPACKE_dormqr_work(LAPACK_COL_MAJOR, 'L', 'T', n, 1, p, a, n, tau, y, n, work, lwork);
      LAPACKE_dtrtrs_work(LAPACK_COL_MAJOR, 'U', 'N', 'N', p, 1, a, n, y, n);
      sum += y[0];
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double nanoseconds = (end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec);
    if (nanoseconds / problems < best) best = nanoseconds / problems;
  }
  printf("%.1f %g\n", best, sum);
  return 0;
}
