// The head of a request, before anybody knows who sends it.
#include "server/http/guard.h"
#include "server/http/limits.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

using server::http::check_head;
using server::http::HeadState;

void fuzz_guard(std::string_view input) {
  const HeadState state = check_head(input);
  must(state.length <= input.size() && state.length <= server::limits::kHeadBytes);
  if (state.length == 0) return;
  // What is let through has one meaning: its end is the first empty line, and nothing behind it counts.
  const std::string_view head = input.substr(0, state.length);
  must(head.find("\r\n\r\n") == head.size() - 4 && head.find('\0') == std::string_view::npos);
  must(check_head(head).length == state.length);
  must(check_head(head.substr(0, head.size() - 1)).length == 0);
  for (std::size_t i = 0; i < head.size(); ++i) must(head[i] != '\n' || head[i - 1] == '\r');
}

}  // namespace presave::fuzz
