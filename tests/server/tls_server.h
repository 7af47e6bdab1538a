// A small TLS server (or a plain one) that answers what a test tells it to, so that the client is tried over
// real sockets. One connection at a time, in a thread of its own.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace presave::server::testing {

template <class T, void (*Free)(T*)>
struct Freed {
  void operator()(T* thing) const { Free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using TlsContext = std::unique_ptr<SSL_CTX, Freed<SSL_CTX, SSL_CTX_free>>;
using Tls = std::unique_ptr<SSL, Freed<SSL, SSL_free>>;

/// A certificate for "localhost" that signs itself, and its key.
struct Identity {
  Key key{EVP_EC_gen("P-256")};
  Certificate certificate{X509_new()};

  Identity() {
    X509* made = certificate.get();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made), 3600);
    X509_set_pubkey(made, key.get());
    X509_NAME* name = X509_get_subject_name(made);
    const std::array<unsigned char, 10> common = {'l', 'o', 'c', 'a', 'l', 'h', 'o', 's', 't', 0};
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common.data(), 9, -1, 0);
    X509_set_issuer_name(made, name);
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(made, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(made, key.get(), EVP_sha256());
  }

  /// Writes the certificate as PEM and gives its path.
  std::string save(const std::string& path) const {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    PEM_write_X509(file, certificate.get());
    std::fclose(file);
    return path;
  }
};

/// What a request is answered with: the bytes to send; nothing closes the connection without an answer.
using Script = std::function<std::optional<std::string>(const std::string& request)>;

class LocalServer {
 public:
  /// Plain HTTP where there is no identity.
  LocalServer(const Identity* identity, Script script) : script_(std::move(script)) {
    if (identity) {
      context_.reset(SSL_CTX_new(TLS_server_method()));
      SSL_CTX_use_certificate(context_.get(), identity->certificate.get());
      SSL_CTX_use_PrivateKey(context_.get(), identity->key.get());
    }
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listener_, 16);
    socklen_t length = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;
  ~LocalServer() {
    thread_.request_stop();
    thread_.join();
    ::close(listener_);
  }

  std::string url(std::string_view path = "/", std::string_view host = "localhost") const {
    return (context_ ? "https://" : "http://") + std::string(host) + ":" + std::to_string(port_) +
           std::string(path);
  }
  int connections() const { return connections_; }
  int requests() const { return requests_; }

 private:
  static bool readable(int socket, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd wait{socket, POLLIN, 0};
      if (::poll(&wait, 1, 20) > 0) return true;
    }
    return false;
  }

  void serve(const std::stop_token& stop) {
    while (readable(listener_, stop)) {
      const int socket = ::accept(listener_, nullptr, nullptr);
      ++connections_;
      Tls tls(context_ ? SSL_new(context_.get()) : nullptr);
      if (tls) SSL_set_fd(tls.get(), socket);
      if (!tls || SSL_accept(tls.get()) == 1) converse(socket, tls.get(), stop);
      if (tls) SSL_shutdown(tls.get());
      ::close(socket);
    }
  }

  void converse(int socket, SSL* tls, const std::stop_token& stop) {
    std::string received;
    while (true) {
      const std::size_t length = message_length(received);
      if (length == 0) {
        if (!(tls && SSL_pending(tls) > 0) && !readable(socket, stop)) return;
        std::array<char, 16384> chunk;
        const auto count =
            tls ? static_cast<ssize_t>(SSL_read(tls, chunk.data(), static_cast<int>(chunk.size())))
                : ::recv(socket, chunk.data(), chunk.size(), 0);
        if (count <= 0) return;
        received.append(chunk.data(), static_cast<std::size_t>(count));
        continue;
      }
      ++requests_;
      const auto answer = script_(received.substr(0, length));
      received.erase(0, length);
      if (!answer) return;
      const auto size = static_cast<int>(answer->size());
      if (tls ? SSL_write(tls, answer->data(), size) <= 0
              : ::send(socket, answer->data(), answer->size(), MSG_NOSIGNAL) < size) {
        return;
      }
    }
  }

  /// 0 while the request is not all there.
  static std::size_t message_length(const std::string& received) {
    const auto end = received.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    std::size_t length = end + 4;
    const auto header = received.find("Content-Length: ");
    if (header < end) length += std::stoul(received.substr(header + 16));
    return received.size() < length ? 0 : length;
  }

  Script script_;
  TlsContext context_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<int> requests_{0};
  std::jthread thread_;
};

/// A whole answer with its length.
inline std::string http_answer(std::string_view status, std::string_view body,
                               std::string_view headers = "") {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

}  // namespace presave::server::testing
