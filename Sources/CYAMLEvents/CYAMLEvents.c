#include "CYAMLEvents.h"

#include <stdlib.h>
#include <yaml.h>

struct cyamlevents_reader {
  yaml_parser_t parser;
  /// The last event, to which the anchor belongs.
  yaml_event_t event;
  /// Whether the parser has ended or failed, after which it must not be asked again.
  int ended;
};

cyamlevents_reader *cyamlevents_create(const unsigned char *bytes, size_t count) {
  cyamlevents_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  if (!yaml_parser_initialize(&reader->parser)) {
    free(reader);
    return NULL;
  }
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, bytes, count);
  return reader;
}

cyamlevents_event cyamlevents_next(cyamlevents_reader *reader) {
  cyamlevents_event result = {CYAMLEVENTS_END, 1, 0, NULL};
  yaml_event_t *event = &reader->event;
  do {
    yaml_event_delete(event);
    if (reader->ended || !yaml_parser_parse(&reader->parser, event) || event->type == YAML_STREAM_END_EVENT) {
      reader->ended = 1;
      return result;
    }
    // Neither the beginning of the text nor that of a document says anything.
  } while (event->type == YAML_STREAM_START_EVENT || event->type == YAML_DOCUMENT_START_EVENT);
  result.line = event->start_mark.line + 1;
  switch (event->type) {
  case YAML_ALIAS_EVENT:
    result.kind = CYAMLEVENTS_ALIAS;
    result.anchor = (const char *)event->data.alias.anchor;
    break;
  case YAML_SCALAR_EVENT:
    result.kind = CYAMLEVENTS_SCALAR;
    result.anchor = (const char *)event->data.scalar.anchor;
    result.length = event->data.scalar.length;
    break;
  case YAML_SEQUENCE_START_EVENT:
    result.kind = CYAMLEVENTS_SEQUENCE;
    result.anchor = (const char *)event->data.sequence_start.anchor;
    break;
  case YAML_MAPPING_START_EVENT:
    result.kind = CYAMLEVENTS_MAPPING;
    result.anchor = (const char *)event->data.mapping_start.anchor;
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: result.kind = CYAMLEVENTS_CLOSE; break;
  case YAML_DOCUMENT_END_EVENT: result.kind = CYAMLEVENTS_DOCUMENT_END; break;
  default: reader->ended = 1; break;
  }
  return result;
}

void cyamlevents_destroy(cyamlevents_reader *reader) {
  if (reader == NULL) return;
  yaml_event_delete(&reader->event);
  yaml_parser_delete(&reader->parser);
  free(reader);
}
