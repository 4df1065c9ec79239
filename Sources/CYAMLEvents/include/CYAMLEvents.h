#ifndef CYAMLEVENTS_H
#define CYAMLEVENTS_H

#include <stddef.h>

/// Reads the events of a YAML text one by one, by the libyaml inside Yams.
typedef struct cyamlevents_reader cyamlevents_reader;

typedef enum {
  /// The text ends here, or is not YAML from here on.
  CYAMLEVENTS_END,
  /// The end of a document.
  CYAMLEVENTS_DOCUMENT_END,
  CYAMLEVENTS_SCALAR,
  CYAMLEVENTS_ALIAS,
  CYAMLEVENTS_SEQUENCE,
  CYAMLEVENTS_MAPPING,
  /// The end of a sequence or mapping.
  CYAMLEVENTS_CLOSE,
} cyamlevents_kind;

typedef struct {
  cyamlevents_kind kind;
  /// The line where it begins, counted from 1.
  size_t line;
  /// The bytes of a scalar; 0 for others.
  size_t length;
  /// Its anchor, or the anchor that an alias refers to, until the next event; NULL for none.
  const char *anchor;
} cyamlevents_event;

/// A reader of `count` bytes of UTF-8, which must stay where they are until it is destroyed; NULL where there is no memory.
cyamlevents_reader *cyamlevents_create(const unsigned char *bytes, size_t count);

/// The next event.
cyamlevents_event cyamlevents_next(cyamlevents_reader *reader);

/// Frees a reader.
void cyamlevents_destroy(cyamlevents_reader *reader);

#endif
