/* What the library needs to run on systems older than the one it is built on, and without a Fortran runtime. The linker sends calls of
   `hypot` to `__wrap_hypot`, and so on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A function as older versions of a library have it; newer ones keep it. */
static void *older(const char *name, const char *version) {
  void *function = dlvsym(RTLD_DEFAULT, name, version);
  if (function == NULL) {
    fprintf(stderr, "churnforecast: this system has no %s of version %s\n", name, version);
    abort();
  }
  return function;
}

double __wrap_hypot(double x, double y) {
  static double (*function)(double, double);
  if (function == NULL) *(void **)&function = older("hypot", "GLIBC_2.2.5");
  return function(x, y);
}

float __wrap_hypotf(float x, float y) {
  static float (*function)(float, float);
  if (function == NULL) *(void **)&function = older("hypotf", "GLIBC_2.2.5");
  return function(x, y);
}

/* std::condition_variable::wait(std::unique_lock<std::mutex> &) */
void __wrap__ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE(void *condition, void *lock) {
  static void (*function)(void *, void *);
  if (function == NULL)
    *(void **)&function = older("_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE", "GLIBCXX_3.4.11");
  function(condition, lock);
}

/* LAPACK's handler of wrong arguments, which none of our calls has. */
void xerbla_(const char *name, const int *argument, size_t length) {
  fprintf(stderr, "churnforecast: LAPACK says that argument %d of %.*s is wrong\n", *argument, (int)length, name);
  abort();
}

/* Fortran's concatenation of texts of fixed lengths. */
void _gfortran_concat_string(size_t size, char *to, size_t first, const char *left, size_t second, const char *right) {
  if (first > size) first = size;
  memcpy(to, left, first);
  if (second > size - first) second = size - first;
  memcpy(to + first, right, second);
  memset(to + first + second, ' ', size - first - second);
}
