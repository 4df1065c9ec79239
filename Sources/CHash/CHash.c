#include "CHash.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct chash_sha256 {
  EVP_MD_CTX *context;
};

chash_sha256 *chash_sha256_create(void) {
  chash_sha256 *digest = malloc(sizeof *digest);
  if (digest == NULL) return NULL;
  digest->context = EVP_MD_CTX_new();
  if (digest->context == NULL || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
    chash_sha256_destroy(digest);
    return NULL;
  }
  return digest;
}

int chash_sha256_update(chash_sha256 *digest, const void *bytes, size_t count) {
  return EVP_DigestUpdate(digest->context, bytes, count);
}

int chash_sha256_value(const chash_sha256 *digest, unsigned char value[32]) {
  EVP_MD_CTX *copy = EVP_MD_CTX_new();
  if (copy == NULL) return 0;
  int done = EVP_MD_CTX_copy_ex(copy, digest->context) == 1 && EVP_DigestFinal_ex(copy, value, NULL) == 1;
  EVP_MD_CTX_free(copy);
  return done;
}

void chash_sha256_destroy(chash_sha256 *digest) {
  if (digest == NULL) return;
  EVP_MD_CTX_free(digest->context);
  free(digest);
}
