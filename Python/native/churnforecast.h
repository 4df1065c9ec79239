/* The C interface of the engine.

   Every function that returns a number gives back an exit code of the command (0 done, 64 wrong usage, 65 bad data, 66 input not found,
   70 internal error, 73 output cannot be written), and in `text` the answer, or the message of the error; `cf_free` frees it. Requests are mappings in
   YAML or JSON: `model` (the keys of a model file, `auto`, or the name of a benchmark), `id`, `time` and `target` (columns), `h` (months ahead),
   `level` (percent), `draws`, `seed`, `driver_forecast`, `threads`, `grouped`, `alias`, `step`, `first`, `allow_long`, `pool`. Tables are streams of
   Arrow's C stream interface: those that are handed in are taken over, also where there is an error; those that are given are the
   caller's. Handles are given back once. A handle is used by one thread at a time; all other functions may be called by any number of threads at once. */
#ifndef CHURNFORECAST_H
#define CHURNFORECAST_H

#include "CArrow.h"

/* The version of the library. */
int32_t cf_version(char **text);
/* Frees a text; NULL is allowed. */
void cf_free(char *text);
/* Runs a command with the arguments after its name, and ends the process. */
void cf_main(int32_t count, const char *const *arguments);

/* The columns of drivers that a model reads, one a line. */
int32_t cf_columns(const char *request, char **text);

/* Fits a model to the only series of a table. */
int32_t cf_fit(const char *request, struct ArrowArrayStream *table, void **fit, char **text);
/* Reads a fit that the question "saved" gave, with the request that it was fitted by, or an empty mapping. */
int32_t cf_fit_read(const char *saved, const char *request, void **fit, char **text);
/* Answers "estimates", "forecast", "page" or "saved", in the format "table", "csv" or "json"; `later` are later drivers or NULL. */
int32_t cf_fit_answer(void *fit, const char *question, const char *options, const char *format,
                      struct ArrowArrayStream *later, char **text);
/* A forecast as a table: months, medians, ends of intervals. */
int32_t cf_fit_forecast(void *fit, const char *options, struct ArrowArrayStream *later, struct ArrowArrayStream *table,
                        char **text);
void cf_fit_release(void *fit);

/* Backtests a model on the only series of a table. */
int32_t cf_backtest(const char *request, struct ArrowArrayStream *table, const char *format, char **text);

/* The sums of the effects of the series of a table; and the distribution of the effects, from such sums, one a line: JSON of `pool`, a text for the
   key `pool` of a request, and `effects`. */
int32_t cf_pool_sums(const char *request, struct ArrowArrayStream *table, char **text);
int32_t cf_pool(const char *request, const char *sums, char **text);

/* Begins to forecast the series of a table; `later` are later drivers or NULL. */
int32_t cf_panel_open(const char *request, struct ArrowArrayStream *table, struct ArrowArrayStream *later, void **panel,
                      char **text);
/* Forecasts some more series. The three counts: series and failures so far, 1 where there may be more and 0 at the end. */
int32_t cf_panel_step(void *panel, int64_t *counts, char **text);
/* What was forecast since `cf_panel_clear`: 0 forecasts, 1 coefficients, 2 failures, 3 a row a series with all of them inside. */
int32_t cf_panel_table(void *panel, int32_t which, struct ArrowArrayStream *table, char **text);
void cf_panel_clear(void *panel);
void cf_panel_release(void *panel);

#endif
