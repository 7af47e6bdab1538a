#include "server/crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

namespace presave::server::crypto {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};

std::int64_t epoch_seconds(const ASN1_TIME* time) {
  std::tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1 ? ::timegm(&parts) : 0;
}

std::vector<std::string> dns_names(const X509* certificate) {
  std::vector<std::string> list;
  const std::unique_ptr<GENERAL_NAMES, Free> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
    list.emplace_back(text, static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  return list;
}

}  // namespace

Result<Certificate> read_certificate(const std::string& file) {
  const std::unique_ptr<BIO, Free> reader(BIO_new_file(file.c_str(), "r"));
  const std::unique_ptr<X509, Free> found(reader ? PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr) : nullptr);
  ERR_clear_error();
  if (!found) return Fault{FaultCode::kBadConfiguration, file, "not a readable PEM file with a certificate"};
  Certificate certificate;
  certificate.names = dns_names(found.get());
  certificate.begins = epoch_seconds(X509_get0_notBefore(found.get()));
  certificate.ends = epoch_seconds(X509_get0_notAfter(found.get()));
  certificate.self_signed = (X509_get_extension_flags(found.get()) & EXFLAG_SS) != 0;
  return certificate;
}

}  // namespace presave::server::crypto
