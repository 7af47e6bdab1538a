// What an HTTP client sends before anybody knows who it is: the head of a request and a form body.
#include "server/http/form.h"
#include "server/http/guard.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

void fuzz_form(std::string_view input) {
  must(server::http::check_head(input).length <= input.size());
  const Result<server::http::Form> form = server::http::decode_form(input);
  if (!form) return;
  for (const auto& [name, value] : form->fields()) {
    must(name.size() + value.size() <= input.size());
    const Result<std::string_view> only = form->only(name);
    if (only) must(*only == value);
  }
}

}  // namespace presave::fuzz
