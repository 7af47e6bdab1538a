// Who comes in and how: smuggled requests over plain sockets and TLS, client certificates, trusted proxies,
// names of requests, limits by address.
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/server/net_fixture.h"
#include "tests/server/tls_server.h"

namespace presave::server::net {
namespace {

namespace fs = std::filesystem;
using http::TurnedAway;

/// A certificate and its key as files; it is its own authority.
class Files {
 public:
  Files() {
    identity_.save(certificate());
    std::FILE* file = std::fopen(key().c_str(), "wb");
    PEM_write_PrivateKey(file, identity_.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  ~Files() { fs::remove_all(folder_); }

  std::string certificate() const { return (folder_ / "certificate.pem").string(); }
  std::string key() const { return (folder_ / "key.pem").string(); }
  TlsFiles tls() const { return {certificate(), key(), TlsFiles::Clients::kNotAsked, ""}; }
  const testing::Identity& identity() const { return identity_; }

 private:
  static fs::path new_folder() {
    std::string name = (fs::temp_directory_path() / "presave-entry-XXXXXX").string();
    return ::mkdtemp(name.data());
  }
  fs::path folder_ = new_folder();
  testing::Identity identity_;
};

/// Speaks TLS and trusts everybody: what the server does with clients is under test, not this.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, const testing::Identity* shown = nullptr, int version = 0,
                     std::string_view alpn = {})
      : context_(SSL_CTX_new(TLS_client_method())), socket_(port) {
    if (version != 0) SSL_CTX_set_max_proto_version(context_.get(), version);
    if (version != 0) SSL_CTX_set_security_level(context_.get(), 0);
    if (shown) SSL_CTX_use_certificate(context_.get(), shown->certificate.get());
    if (shown) SSL_CTX_use_PrivateKey(context_.get(), shown->key.get());
    tls_.reset(SSL_new(context_.get()));
    if (!alpn.empty()) {
      SSL_set_alpn_protos(tls_.get(), reinterpret_cast<const unsigned char*>(alpn.data()),
                          static_cast<unsigned>(alpn.size()));
    }
    SSL_set_fd(tls_.get(), socket_.handle());
  }
  bool connect() { return SSL_connect(tls_.get()) == 1; }
  /// Sends, and gives all that comes until the server closes; empty when TLS does not come about.
  std::string ask(std::string_view bytes) {
    if (!connect()) return {};
    SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
    std::string all;
    std::array<char, 4096> part{};
    for (int count = 0; (count = SSL_read(tls_.get(), part.data(), part.size())) > 0;) {
      all.append(part.data(), static_cast<std::size_t>(count));
    }
    return all;
  }
  SSL* handle() { return tls_.get(); }
  testing::RawClient& socket() { return socket_; }

 private:
  testing::TlsContext context_;
  testing::RawClient socket_;
  testing::Tls tls_;
};

const std::string kWho = "GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

class Entry : public Net {
 protected:
  Entry() { std::signal(SIGPIPE, SIG_IGN); }  // OpenSSL's client writes to sockets that the server has closed
  std::uint64_t turned_away(TurnedAway why) const {
    return settings.traffic->turned_away[static_cast<std::size_t>(why)];
  }
  void speak_tls() { settings.tls = files.tls(); }
  void trust(http::ForwardedHeaders headers) {
    settings.proxies.trusted = {"127.0.0.0/8", "10.0.0.0/8"};
    settings.proxies.headers = headers;
  }
  Files files;
};

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
    } else if (text[++i] == 'x') {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == 'r' ? '\r' : text[i] == 'n' ? '\n' : '\t';
    }
  }
  return out;
}

/// Sends every row of the table, a request behind it, and expects one refusal.
template <class Ask>
void expect_all_refused(const Ask& ask) {
  std::ifstream table(PRESAVE_TEST_DATA "/../smuggling/requests.txt");
  std::size_t rows = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line.front() == '#') continue;
    ++rows;
    const std::string answer = ask(unescaped(line.substr(4)) + "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 " + line.substr(0, 3)) << line;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << line;
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << line;
    EXPECT_EQ(answer.find("\nHTTP/1.1 "), std::string::npos) << "a second answer: " << line;
  }
  EXPECT_GT(rows, 80u);
}

TEST_F(Entry, RefusesSmuggling) {
  start();
  expect_all_refused([this](const std::string& bytes) { return answer_to(bytes); });
  EXPECT_TRUE(echo.asked().empty()) << echo.asked().front();
  EXPECT_GT(turned_away(TurnedAway::kFraming), 80u);
}

TEST_F(Entry, RefusesSmugglingThroughTls) {
  speak_tls();
  start();
  expect_all_refused([this](const std::string& bytes) { return TlsClient(server->port()).ask(bytes); });
  EXPECT_TRUE(echo.asked().empty()) << echo.asked().front();
}

TEST_F(Entry, SpeaksModernTlsOnly) {
  speak_tls();
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string answer = TlsClient(server->port(), nullptr, version, "\x08http/1.1").ask(kWho + "\r\n");
    EXPECT_NE(answer.find("127.0.0.1 secure"), std::string::npos) << answer;
    EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos) << answer;
  }
  EXPECT_FALSE(TlsClient(server->port(), nullptr, TLS1_1_VERSION).connect());
  EXPECT_FALSE(TlsClient(server->port(), nullptr, 0, "\x02h2").connect());
  EXPECT_EQ(answer_to(kWho + "\r\n").find("HTTP/1.1 200"), std::string::npos);  // plain, where TLS is spoken
  EXPECT_TRUE(soon([this] { return turned_away(TurnedAway::kHandshake) == 3; }));
}

TEST_F(Entry, GivesUpOnHandshakesThatDoNotEnd) {
  speak_tls();
  settings.handshake = milliseconds(100);
  start();
  RawClient silent(server->port());
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(soon([this] { return turned_away(TurnedAway::kHandshake) == 1; }));
}

TEST_F(Entry, ReloadsCertificates) {
  speak_tls();
  start();
  const Files other;
  const auto shows = [this](const Files& expected) {
    TlsClient client(server->port());
    if (!client.connect()) return false;
    const testing::Certificate shown(SSL_get1_peer_certificate(client.handle()));
    return X509_cmp(shown.get(), expected.identity().certificate.get()) == 0;
  };
  EXPECT_TRUE(shows(files));
  TlsFiles wrong = other.tls();
  wrong.key = files.key();
  const Done refused = server->reload(wrong);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.fault().text().find(files.key()), std::string::npos) << refused.fault().text();
  EXPECT_TRUE(shows(files));
  ASSERT_TRUE(server->reload(other.tls()));
  EXPECT_TRUE(shows(other));
}

TEST_F(Entry, KnowsClientsByTheirCertificates) {
  const Files client, stranger;
  speak_tls();
  settings.tls->clients = TlsFiles::Clients::kOptional;
  settings.tls->client_authorities = client.certificate();
  start();
  EXPECT_NE(TlsClient(server->port(), &client.identity()).ask(kWho + "\r\n").find("secure localhost 64"),
            std::string::npos);
  EXPECT_NE(TlsClient(server->port()).ask(kWho + "\r\n").find("secure  0"), std::string::npos);
  EXPECT_EQ(TlsClient(server->port(), &stranger.identity()).ask(kWho + "\r\n"), "");
  TlsFiles required = *settings.tls;
  required.clients = TlsFiles::Clients::kRequired;
  ASSERT_TRUE(server->reload(required));
  EXPECT_EQ(TlsClient(server->port()).ask(kWho + "\r\n"), "");
}

TEST_F(Entry, BelievesForwardedHeadersOfTrustedProxiesOnly) {
  const std::string forged = "X-Forwarded-For: 203.0.113.9, 10.1.1.1\r\nX-Forwarded-Proto: https\r\n\r\n";
  start();
  EXPECT_NE(answer_to(kWho + forged).find("127.0.0.1 plain"), std::string::npos);
  TearDown();
  trust(http::ForwardedHeaders::kXForwarded);
  start();
  EXPECT_NE(answer_to(kWho + forged).find("203.0.113.9 secure"), std::string::npos);
  const std::string more = "X-Forwarded-For: 192.0.2.66\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n";
  EXPECT_NE(answer_to(kWho + more).find("203.0.113.9 plain"), std::string::npos) << "the nearest counts";
  EXPECT_NE(answer_to(kWho + "X-Forwarded-For: 192.0.2.66, evil\r\n\r\n").find("127.0.0.1"),
            std::string::npos);
  EXPECT_NE(answer_to(kWho + "Forwarded: for=203.0.113.9\r\n\r\n").find("127.0.0.1"), std::string::npos);
}

TEST_F(Entry, ReadsForwarded) {
  trust(http::ForwardedHeaders::kForwarded);
  start();
  const auto who = [this](const std::string& value) {
    return answer_to(kWho + "Forwarded: " + value + "\r\n\r\n");
  };
  EXPECT_NE(who("for=192.0.2.1, for=\"[2001:db8::1]:47\";proto=https;by=_x").find("2001:db8::1 secure"),
            std::string::npos);
  EXPECT_NE(who("for=\"open, for=192.0.2.7;proto=http").find("192.0.2.7 plain"), std::string::npos);
  EXPECT_NE(who("for=_hidden;proto=https").find("127.0.0.1 secure"), std::string::npos);
}

TEST_F(Entry, HearsWhatProxiesSayFirst) {
  settings.proxies = {{"127.0.0.1"}, true, http::ForwardedHeaders::kNone};
  speak_tls();
  start();
  for (const std::string& header :
       {std::string("PROXY TCP4 203.0.113.9 192.0.2.1 5000 443\r\n"),
        std::string("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xcb\0\x71\x09\xc0\0\x02\x01\x13\x88\x01\xbb", 28)}) {
    TlsClient client(server->port());
    client.socket().send(header);
    const std::string answer = client.ask(kWho + "\r\n");
    EXPECT_NE(answer.find("203.0."), std::string::npos) << answer;
  }
  for (const std::string_view wrong : {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "PROXY TCP4 1.2.3.4 nonsense\r\n",
                                       "PROXY TCP6 1.2.3.4 1.2.3.4 1 2 3\r\n"}) {
    RawClient client(server->port());
    client.send(wrong);
    EXPECT_EQ(client.read_all(), "");
  }
  EXPECT_TRUE(soon([this] { return turned_away(TurnedAway::kProxyHeader) == 3; }));
}

TEST_F(Entry, NamesRequests) {
  trust(http::ForwardedHeaders::kXForwarded);
  start();
  EXPECT_NE(answer_to(kWho + "X-Request-Id: abcd-1234\r\n\r\n").find("X-Request-Id: abcd-1234\r\n"),
            std::string::npos);
  const std::string own = answer_to(kWho + "X-Request-Id: <script>\r\n\r\n");
  const auto at = own.find("X-Request-Id: ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(own.find("\r\n", at) - at, 14u + 32u) << own;
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  EXPECT_NE(answer_to(kWho + "traceparent: " + trace + "\r\n\r\n").find("trace:" + trace), std::string::npos);
  EXPECT_EQ(answer_to(kWho + "traceparent: " + trace + "0\r\n\r\n").find("trace:0"), std::string::npos);
}

TEST_F(Entry, BoundsConnectionsOfOneAddress) {
  settings.connections_of_address = 1;
  start();
  {
    RawClient one(server->port());
    one.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(one.read_response(), "");
    RawClient two(server->port());
    EXPECT_EQ(two.read_all().substr(0, 12), "HTTP/1.1 503");
    EXPECT_EQ(turned_away(TurnedAway::kConnectionsFromAddress), 1u);
  }
  EXPECT_TRUE(soon([this] { return settings.traffic->open == 0; }));
  EXPECT_NE(answer_to(kWho + "\r\n").find("HTTP/1.1 200"), std::string::npos);
}

TEST_F(Entry, SaysWhichNetworkOrFileIsNone) {
  settings.proxies.trusted = {"10.0.0.0/33"};
  const auto network = Server::listen(settings, echo);
  ASSERT_FALSE(network);
  EXPECT_NE(network.fault().text().find("10.0.0.0/33"), std::string::npos);
  settings.proxies.trusted.clear();
  speak_tls();
  settings.tls->certificate = "/nowhere/certificate.pem";
  const auto file = Server::listen(settings, echo);
  ASSERT_FALSE(file);
  EXPECT_NE(file.fault().text().find("/nowhere/certificate.pem"), std::string::npos);
}

}  // namespace
}  // namespace presave::server::net
