/* Hands damaged tables to the library: names, formats, lengths, offsets, counts and missing parts are changed at random, as far as a caller's
   promise about the sizes of buffers is kept. Buffers end where an unreadable page begins. A signal is a finding.

   Usage: fuzz COUNT [SEED] */
#define _GNU_SOURCE
#include "churnforecast.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static uint64_t state;

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}
static int64_t below(int64_t n) { return (int64_t)(next() % (uint64_t)n); }
static int chance(int n) { return below(n) == 0; }

enum { COLUMNS = 5, ROWS = 24, SLOTS = 128, SIZE = 4096 };

/* Slots of memory, each with an unreadable page behind it; reused for every table. */
static char *slots;
static int used;

static void *buffer(size_t size) {
  char *slot = slots + (size_t)(used++ % SLOTS) * 2 * SIZE;
  return slot + SIZE - size;
}

static const char *const formats[] = {"c", "C", "s", "S", "i", "I", "l", "L", "f", "g", "b", "u", "U", "vu", "tdD", "tdm", "tss:", "tsm:",
  "tsu:", "tsn:", "tsu:UTC", "n", "d:20,2", "d:38,-3,128", "d:5,1,256", "e", "z", "vz", "+l", "+s", "tts", "tD", "", "u:", "ts", "d:", "\xff"};
enum { FORMATS = sizeof formats / sizeof *formats };
static const char *const names[COLUMNS] = {"unique_id", "ds", "y", "outages", "tone"};
static const int usual[COLUMNS] = {11, 14, 9, 6, 9};

struct table {
  struct ArrowSchema schema, columns[COLUMNS], texts[COLUMNS], *children[COLUMNS];
  struct ArrowArray array, arrays[COLUMNS], lists[COLUMNS], *places[COLUMNS];
  const void *buffers[COLUMNS][5], *listed[COLUMNS][3];
  const void *none[1];
  int batches;
};

static void free_schema(struct ArrowSchema *schema) { schema->release = NULL; }
static void free_array(struct ArrowArray *array) { array->release = NULL; }
static void free_stream(struct ArrowArrayStream *stream) { stream->release = NULL; }
static const char *last_error(struct ArrowArrayStream *stream) { (void)stream; return chance(2) ? NULL : "no more"; }

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema) {
  if (chance(400)) return 5;
  *schema = ((struct table *)stream->private_data)->schema;
  return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *array) {
  struct table *table = stream->private_data;
  if (chance(400)) return 5;
  if (table->batches-- > 0) *array = table->array;
  else memset(array, 0, sizeof *array);
  return 0;
}

/* Texts between offsets of 4 or 8 bytes, mostly short and ascending. */
static void texts(const void **buffers, int wide, int rows, int isMonth, int first) {
  char *bytes = buffer(512);
  int32_t *narrow = buffer(4 * (size_t)(rows + 1));
  int64_t *broad = buffer(8 * (size_t)(rows + 1));
  int64_t end = 0;
  for (int row = 0; row <= rows; row++) {
    int64_t offset = chance(300) ? below(512) : end;
    narrow[row] = (int32_t)offset, broad[row] = offset;
    if (chance(4000)) narrow[row] = -1, broad[row] = INT64_MIN;
    char text[16];
    int length = isMonth ? snprintf(text, sizeof text, "%04d-%02d", 2018 + (first + row) / 12, (first + row) % 12 + 1)
                         : snprintf(text, sizeof text, "s%d", row / 12);
    if (chance(40)) text[below(length)] = (char)next();
    if (end + length < 512) memcpy(bytes + end, text, (size_t)length), end += length;
  }
  buffers[1] = wide ? (void *)broad : (void *)narrow;
  buffers[2] = bytes;
}

static void column(struct table *table, int index, int rows) {
  int format = chance(60) ? (int)below(FORMATS) : usual[index];
  if (index == 0 && chance(3)) format = chance(2) ? 12 : 13;
  if (index == 1 && chance(3)) format = chance(2) ? 11 : 18;
  struct ArrowSchema *schema = &table->columns[index];
  *schema = (struct ArrowSchema){formats[format], names[index], NULL, 2, 0, NULL, NULL, free_schema, NULL};
  struct ArrowArray *array = &table->arrays[index];
  int offset = chance(4) ? (int)below(8) : 0, all = rows + offset;
  *array = (struct ArrowArray){rows, 0, offset, 2, 0, table->buffers[index], NULL, NULL, free_array, NULL};
  const void **buffers = table->buffers[index];
  memset(buffers, 0, sizeof table->buffers[index]);
  unsigned char *bits = buffer(((size_t)all + 7) / 8);
  for (int place = 0; place < (all + 7) / 8; place++) bits[place] = chance(6) ? (unsigned char)next() : 255;
  buffers[0] = chance(2) ? NULL : bits;
  if (format == 11 || format == 12) {
    texts(buffers, format == 12, all, index == 1, (int)below(20));
    array->n_buffers = 3;
  } else if (format == 13) {
    char *views = buffer(16 * (size_t)all), *data = buffer(256);
    int64_t *lengths = buffer(8);
    lengths[0] = 256;
    memset(data, 'x', 256);
    for (int row = 0; row < all; row++) {
      int32_t view[4] = {(int32_t)below(chance(10) ? 60 : 12) + 1, 0, 0, (int32_t)below(200)};
      if (chance(100)) view[below(4)] = (int32_t)next();
      memcpy(views + 16 * row, view, 16);
    }
    buffers[1] = views, buffers[2] = data, buffers[3] = lengths;
    array->n_buffers = 4;
  } else {
    char *values = buffer(16 * (size_t)all);
    for (int row = 0; row < all; row++) {
      double number = chance(50) ? 0 / 1e-300 * (chance(2) ? -1 : 1) : 1000 + (double)below(1000) / 7;
      int32_t day = 17532 + 31 * (row % 12) + (chance(50) ? (int32_t)next() : 0);
      int64_t tick = (int64_t)day * 86400000000;
      if (chance(60)) tick = chance(2) ? (int64_t)next() : chance(2) ? INT64_MIN : INT64_MAX;
      if (format == 14) memcpy(values + 4 * row, &day, 4);
      else if (format == 18) memcpy(values + 8 * row, &tick, 8);
      else if (format == 9) memcpy(values + 8 * row, &number, 8);
      else { uint64_t any = chance(2) ? next() : (uint64_t)below(5); memcpy(values + 8 * row, &any, 8), memcpy(values + 8 * (row + all), &any, 8); }
    }
    buffers[1] = values;
  }
  if (chance(15)) {
    /* A dictionary of texts. */
    schema->dictionary = &table->texts[index];
    table->texts[index] = (struct ArrowSchema){chance(8) ? "g" : "u", "", NULL, 2, 0, NULL, NULL, free_schema, NULL};
    schema->format = "c";
    memset(table->listed[index], 0, sizeof table->listed[index]);
    texts(table->listed[index], 0, 6, index == 1, 0);
    signed char *places = buffer((size_t)all);
    for (int row = 0; row < all; row++) places[row] = (signed char)(chance(100) ? next() : (uint64_t)below(6));
    buffers[1] = places;
    array->n_buffers = 2;
    table->lists[index] = (struct ArrowArray){6, 0, 0, 3, 0, table->listed[index], NULL, NULL, free_array, NULL};
    array->dictionary = chance(20) ? NULL : &table->lists[index];
  }
  /* Damage that keeps the promise about sizes: fewer rows, other counts, missing parts. */
  if (chance(400)) array->length = below(rows + 1);
  if (chance(1500)) array->length = -(int64_t)below(1000);
  if (chance(1500)) array->offset = -(int64_t)below(1000);
  if (chance(1500)) array->length = INT64_MAX - below(3);
  if (chance(1500)) array->n_buffers = below(3) - 1;
  if (chance(1500)) array->buffers = NULL;
  if (chance(1000)) buffers[1] = NULL;
  if (chance(1000)) buffers[2] = NULL;
  if (chance(2000)) array->release = NULL;
  if (chance(1000)) schema->name = chance(2) ? NULL : "y";
  if (chance(2000)) schema->format = NULL;
}

static void fill(struct table *table, struct ArrowArrayStream *stream) {
  memset(table, 0, sizeof *table);
  int rows = 1 + (int)below(ROWS);
  for (int index = 0; index < COLUMNS; index++) {
    column(table, index, rows);
    table->children[index] = &table->columns[index];
    table->places[index] = &table->arrays[index];
  }
  table->schema = (struct ArrowSchema){chance(300) ? "+l" : "+s", "", NULL, 0, COLUMNS, table->children, NULL, free_schema, NULL};
  table->array = (struct ArrowArray){rows, 0, 0, 1, COLUMNS, table->none, table->places, NULL, free_array, NULL};
  table->batches = (int)below(4);
  if (chance(1500)) table->schema.n_children = below(COLUMNS);
  if (chance(1500)) table->array.n_children = below(COLUMNS);
  if (chance(1500)) table->array.length = -1;
  if (chance(1500)) table->array.length = INT64_MAX;
  if (chance(1500)) table->array.null_count = 1;
  if (chance(1500)) table->places[below(COLUMNS)] = NULL;
  if (chance(1500)) table->children[below(COLUMNS)] = NULL;
  if (chance(1500)) table->schema.children = NULL;
  *stream = (struct ArrowArrayStream){get_schema, get_next, last_error, free_stream, table};
  if (chance(500)) stream->get_next = NULL;
  if (chance(500)) stream->release = NULL;
}

static const char *const requests[] = {
  "{model: {baseline: constant, errors: independent, drivers: {outages: {}, tone: {}}}, id: unique_id, h: 3, driver_forecast: hold, threads: 1}",
  "{model: naive, id: unique_id, h: 2, grouped: true, threads: 1}",
  "{model: {drivers: {outages: {}}}, id: unique_id, h: 2, threads: 1, level: [50]}", "{model: drift, id: ds, h: 1, threads: 1}",
  "{model: nothing}", "{h: [", "", "{time: y, target: ds}"};
enum { REQUESTS = sizeof requests / sizeof *requests };

int main(int count, char **arguments) {
  long tables = count > 1 ? atol(arguments[1]) : 10000;
  uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  slots = mmap(NULL, (size_t)SLOTS * 2 * SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int slot = 0; slot < SLOTS; slot++) mprotect(slots + (size_t)slot * 2 * SIZE + SIZE, SIZE, PROT_NONE);
  static struct table table, later;
  long outcomes[128] = {0};
  for (long index = 0; index < tables; index++) {
    state = seed * 1000003 + (uint64_t)index;
    struct ArrowArrayStream stream, future;
    fill(&table, &stream);
    int request = chance(10) ? (int)below(REQUESTS) : (int)below(3), hasLater = chance(8);
    if (hasLater) fill(&later, &future);
    char *text = NULL;
    void *handle = NULL;
    int code;
    if (chance(6)) {
      code = cf_fit(requests[request], &stream, &handle, &text);
      cf_fit_release(handle);
    } else {
      code = cf_panel_open(requests[request], &stream, hasLater ? &future : NULL, &handle, &text);
      int64_t counts[3] = {0, 0, 1};
      while (code == 0 && counts[2] == 1) {
        cf_free(text);
        code = cf_panel_step(handle, counts, &text);
      }
      for (int which = 0; handle != NULL && which < 5; which++) {
        struct ArrowArrayStream out;
        struct ArrowSchema schema;
        struct ArrowArray array;
        char *message = NULL;
        if (cf_panel_table(handle, which, &out, &message) == 0) {
          out.get_schema(&out, &schema);
          schema.release(&schema);
          out.get_next(&out, &array);
          if (array.release != NULL) array.release(&array);
          out.release(&out);
        }
        cf_free(message);
      }
      cf_panel_release(handle);
    }
    if (code != 0 && (text == NULL || *text == 0)) { printf("table %ld: code %d without a message\n", index, code); return 1; }
    outcomes[code & 127]++;
    cf_free(text);
  }
  for (int code = 0; code < 128; code++)
    if (outcomes[code] != 0) printf("exit code %d: %ld tables\n", code, outcomes[code]);
  return outcomes[70] != 0;
}
