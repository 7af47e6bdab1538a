// Routes: the first line of the input is the method, the second the path, every other the path of a route.
#include <string>
#include <vector>

#include "server/http/router.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {
namespace {

std::string take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const std::string line(rest.substr(0, end));
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace

void fuzz_router(std::string_view input) {
  server::http::Request request;
  request.method = take_line(input);
  request.path = take_line(input);
  std::vector<server::http::Route> routes;
  bool exact = false;
  while (!input.empty() && routes.size() < 50) {
    const std::string path = take_line(input);
    exact = exact || (path == request.path && request.method == "POST" && !path.empty());
    const bool waits = routes.size() % 2 == 1;
    routes.push_back({"POST", path,
                      [path](const server::http::Request&) {
                        server::http::Response response;
                        response.set("X-Route", path);
                        return response;
                      },
                      waits});
  }
  const server::http::Router router(std::move(routes));
  const server::http::Response response = router.answer(request);
  must(response.status == 200 || response.status == 404 || response.status == 405);
  must(response.status != 200 || request.method == "POST");
  if (exact) must(response.header("X-Route") == request.path);
  if (response.status != 200) must(!router.waits(request));
}

}  // namespace presave::fuzz
