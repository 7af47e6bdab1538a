// What happens on a connection before its first request: counting, PROXY header, TLS.
#include "server/http/proxy_protocol.h"
#include "server/net/connection.h"
#include "server/net/pch.h"

namespace presave::server::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using http::TurnedAway;

constexpr auto kTold = asio::as_tuple(asio::use_awaitable);

http::Address address_of(const asio::ip::address& address) {
  return address.is_v4() ? http::Address::v4(address.to_v4().to_bytes())
                         : http::Address(address.to_v6().to_bytes());
}

}  // namespace

/// Gives false when there is nobody to serve.
asio::awaitable<bool> Connection::greet(Doorkeeper::Ticket& ticket) {
  error_code gone;
  const auto endpoint = stream_.socket().remote_endpoint(gone);
  if (gone) co_return false;
  deadline_.give(settings_.handshake);
  http::Address address = address_of(endpoint.address());
  if (settings_.proxies.proxy_protocol && shared_.trusted.contains(address)) {
    const bool heard = co_await hear_proxy(address);
    if (!heard) co_return false;
  }
  peer_.address = address.text();
  believed_ = shared_.trusted.contains(address);
  if (ticket.excess() > 0) {
    if (ticket.excess() <= limits::kFarewells) co_await turn_away(TurnedAway::kConnections);
    co_return false;
  }
  if (!believed_ && !ticket.admits(peer_.address)) {
    co_await turn_away(TurnedAway::kConnectionsFromAddress);
    co_return false;
  }
  const bool secured = co_await secure();
  co_return secured;
}

/// Reads the PROXY header and not a byte more, for TLS may follow. `address` becomes that of the client.
asio::awaitable<bool> Connection::hear_proxy(http::Address& address) {
  std::string heard;
  while (true) {
    const http::ProxyHeader header = http::read_proxy_header(heard);
    if (header.state == http::ProxyHeader::State::kComplete) {
      if (header.address) address = *header.address;
      co_return true;
    }
    const std::size_t had = heard.size();
    error_code error = asio::error::invalid_argument;
    if (header.state == http::ProxyHeader::State::kIncomplete) {
      heard.resize(header.needed);
      const auto rest = asio::buffer(heard.data() + had, heard.size() - had);
      const auto result = co_await asio::async_read(stream_.socket(), rest, kTold);
      error = std::get<0>(result);
    }
    if (!error) continue;
    shared_.traffic.count(TurnedAway::kProxyHeader);
    co_return false;
  }
}

asio::awaitable<bool> Connection::secure() {
  const TlsContext context = shared_.tls.get();
  if (!context) co_return true;
  const error_code error = co_await stream_.secure(context);
  if (error) {
    shared_.traffic.count(TurnedAway::kHandshake);
    co_return false;
  }
  identify(stream_.tls(), peer_);
  co_return true;
}

}  // namespace presave::server::net
