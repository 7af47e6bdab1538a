// Small texts of headers: cookies, what a client accepts, names of requests.
#include <string>

#include "server/http/cookie.h"
#include "server/http/request_id.h"
#include "server/http/variants.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

void fuzz_cookie(std::string_view input) {
  using namespace server::http;
  Request request;
  request.headers = {{"Cookie", std::string(input)}, {"traceparent", std::string(input)}};
  const auto found = cookie(request, "a");
  if (found && *found) must(input.find("a=" + **found) != std::string_view::npos);
  const auto written = set_cookie("a", input, std::chrono::seconds(1));
  if (written) {
    Request again;
    again.headers = {{"Cookie", written->substr(0, written->find("; "))}};
    const auto read = cookie(again, "__Host-a");
    must(read && *read && **read == input);
  }
  keep_trace_if_well_formed(request);
  must(request.headers.size() == 1 || input.size() == 55);
  if (accepts_encoding(input, "br")) must(input.find('*') != std::string_view::npos || input.size() >= 2);
}

}  // namespace presave::fuzz
