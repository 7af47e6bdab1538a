// Keys for tests, made anew in every run, as the PEM files that an administrator would have.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "server/crypto/secret.h"

namespace presave::server::testing {

/// A key pair as PEM texts.
struct KeyFiles {
  std::string private_pem;
  std::string public_pem;

  crypto::Secret secret() const { return crypto::Secret(private_pem); }
};

inline std::string take_text(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

inline KeyFiles files_of(EVP_PKEY* key) {
  BIO* secret = BIO_new(BIO_s_mem());
  PEM_write_bio_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
  BIO* open = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(open, key);
  EVP_PKEY_free(key);
  return {take_text(secret), take_text(open)};
}

inline KeyFiles rsa_files(unsigned bits = 2048) {
  return files_of(EVP_RSA_gen(bits));
}
inline KeyFiles p256_files() {
  return files_of(EVP_EC_gen("P-256"));
}

/// A certificate of the key, signed by itself.
inline std::string certificate_of(const KeyFiles& files) {
  BIO* reader = BIO_new_mem_buf(files.private_pem.data(), static_cast<int>(files.private_pem.size()));
  EVP_PKEY* key = PEM_read_bio_PrivateKey(reader, nullptr, nullptr, nullptr);
  BIO_free(reader);
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  BIO* writer = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(writer, certificate);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return take_text(writer);
}

}  // namespace presave::server::testing
