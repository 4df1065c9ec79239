#ifndef CHASH_H
#define CHASH_H

#include <stddef.h>

/// The SHA-256 of bytes that come piece by piece, by OpenSSL's libcrypto.
typedef struct chash_sha256 chash_sha256;

/// A new digest; NULL where there is no memory.
chash_sha256 *chash_sha256_create(void);

/// Takes in as many bytes as counted, perhaps none; 1 on success.
int chash_sha256_update(chash_sha256 *digest, const void *bytes, size_t count);

/// Writes the 32 bytes of the digest of what came so far, which may go on; 1 on success.
int chash_sha256_value(const chash_sha256 *digest, unsigned char value[32]);

/// Frees a digest.
void chash_sha256_destroy(chash_sha256 *digest);

#endif
