// The header of libcsv (Debian: libcsv-dev) under a name that cannot be mistaken for another project's csv.h.
#include <csv.h>
