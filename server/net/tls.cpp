#include "server/net/tls.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <string_view>

#include "server/net/pch.h"

namespace presave::server::net {
namespace {

namespace ssl = boost::asio::ssl;

// TLS 1.3 brings ciphers of its own, all of them good. For 1.2: ephemeral keys and authenticated encryption
// only.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr unsigned char kAlpn[] = "\x08http/1.1";
constexpr std::string_view kSessions = "presave";

/// What OpenSSL complains about last, and a clean slate.
std::string openssl_words() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason ? reason : "OpenSSL does not say why";
}

Fault unusable(const std::string& file, const std::string& what) {
  return {FaultCode::kBadConfiguration, file, what + " (" + openssl_words() + ")"};
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned offered_length, void*) {
  unsigned char* common = nullptr;
  const int found = SSL_select_next_proto(&common, length, kAlpn, sizeof kAlpn - 1, offered, offered_length);
  *chosen = common;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

Done set_manners(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // an idle connection keeps no buffers of OpenSSL's
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  const auto* id = reinterpret_cast<const unsigned char*>(kSessions.data());
  if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(context, kCiphers) != 1 || SSL_CTX_set1_groups_list(context, kGroups) != 1 ||
      SSL_CTX_set_session_id_context(context, id, kSessions.size()) != 1) {
    return unusable("TLS", "this OpenSSL does not offer what is needed");
  }
  return done();
}

Done load_identity(SSL_CTX* context, const TlsFiles& files) {
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    return unusable(files.certificate, "not a readable PEM file with the server's certificate and its chain");
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return unusable(files.key, "not a readable PEM file with the key of " + files.certificate);
  }
  if (SSL_CTX_check_private_key(context) != 1) {
    return unusable(files.key, "not the key of the first certificate in " + files.certificate);
  }
  return done();
}

Done load_client_authorities(SSL_CTX* context, const TlsFiles& files) {
  using Clients = TlsFiles::Clients;
  if (files.clients == Clients::kNotAsked) return done();
  STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(files.client_authorities.c_str());
  if (!names || SSL_CTX_load_verify_file(context, files.client_authorities.c_str()) != 1) {
    sk_X509_NAME_pop_free(names, X509_NAME_free);
    return unusable(files.client_authorities,
                    "not a readable PEM file with the authorities of client certificates");
  }
  SSL_CTX_set_client_CA_list(context, names);  // takes the names over
  const int needed = files.clients == Clients::kRequired ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | needed, nullptr);
  return done();
}

std::string hexadecimal(const unsigned char* bytes, unsigned count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    text += kDigits[bytes[i] >> 4u];
    text += kDigits[bytes[i] & 15u];
  }
  return text;
}

/// The subject's common name; empty when there is none, or one that C strings would read differently.
std::string common_name(const X509* certificate) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  const int place = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (place < 0) return {};
  unsigned char* bytes = nullptr;
  const int length =
      ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, place)));
  if (length < 0) return {};
  std::string name(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return name.find('\0') == std::string::npos ? name : std::string();
}

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

Result<TlsContext> make_tls_context(const TlsFiles& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  ERR_clear_error();
  if (const Done set = set_manners(native); !set) return set.fault();
  if (const Done loaded = load_identity(native, files); !loaded) return loaded.fault();
  if (const Done loaded = load_client_authorities(native, files); !loaded) return loaded.fault();
  return context;
}

Done check(const TlsFiles& files) {
  const auto context = make_tls_context(files);
  return context ? done() : Done(context.fault());
}

void identify(SSL* connection, http::Peer& peer) {
  peer.secure = true;
  const std::unique_ptr<X509, FreeCertificate> certificate(SSL_get1_peer_certificate(connection));
  if (!certificate || SSL_get_verify_result(connection) != X509_V_OK) return;
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  if (X509_digest(certificate.get(), EVP_sha256(), hash.data(), &length) != 1) return;
  peer.certificate = hexadecimal(hash.data(), length);
  peer.certificate_name = common_name(certificate.get());
}

}  // namespace presave::server::net
