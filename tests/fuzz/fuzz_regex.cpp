// A regular expression (the first line) over a text (all after it).
#include "engine/regex/regex.h"
#include "tests/fuzz/targets.h"

namespace presave::fuzz {

void fuzz_regex(std::string_view input) {
  const std::size_t end = input.find('\n');
  const auto compiled = Regex::compile(input.substr(0, end));
  if (const auto* error = std::get_if<RegexError>(&compiled)) return must(error->position <= input.size());
  const Regex& regex = std::get<Regex>(compiled);
  const std::string_view text = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  must(regex.matches(text) == regex.matches(text));
}

}  // namespace presave::fuzz
