// What proxies say about the client, in a PROXY header and in headers of a request.
#include <string>

#include "server/http/forwarded.h"
#include "server/http/limits.h"
#include "server/http/proxy_protocol.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

using namespace server::http;

void read_as_connections_do(std::string_view input) {
  const ProxyHeader whole = read_proxy_header(input);
  if (whole.state == ProxyHeader::State::kIncomplete) {
    must(whole.needed > input.size() && whole.needed <= server::limits::kProxyHeaderBytes);
  }
  if (whole.address) must(Address::parse(whole.address->text())->bytes() == whole.address->bytes());
  // Reading only what is needed ends at the same header, wherever it ends.
  std::size_t read = 0;
  while (read <= input.size()) {
    const ProxyHeader part = read_proxy_header(input.substr(0, read));
    if (part.state != ProxyHeader::State::kIncomplete) break;
    must(part.needed > read);
    read = part.needed;
  }
}

}  // namespace

void fuzz_proxy(std::string_view input) {
  read_as_connections_do(input);
  const auto trusted = Networks::parse({"10.0.0.0/8", "127.0.0.1", "fd00::/8"});
  Request request;
  const std::string text(input);
  request.headers = {{"Forwarded", text}, {"X-Forwarded-For", text}, {"X-Forwarded-Proto", text}};
  const Peer proxy{"127.0.0.1", false, "", ""};
  for (const auto headers : {ForwardedHeaders::kForwarded, ForwardedHeaders::kXForwarded}) {
    must(Address::parse(forwarded_peer(request, headers, *trusted, proxy).address).has_value());
  }
}

}  // namespace presave::fuzz
