#include "engine/functions/image_tag.h"

#include <algorithm>

#include "engine/functions/encode.h"

namespace presave::functions {
namespace {

constexpr std::string_view kStart = "<img src=\"";
constexpr std::string_view kAlternative = "\" alt=\"";
constexpr std::string_view kStyle = "\" style=\"";
constexpr std::string_view kEnd = "\" border=\"0\"/>";

bool eat(std::string_view& rest, std::string_view expected) {
  if (rest.substr(0, expected.size()) != expected) return false;
  rest.remove_prefix(expected.size());
  return true;
}

// An attribute's value, up to its closing quote, which stays.
void eat_value(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_of("\"<>"), rest.size()));
}

}  // namespace

std::string image_tag(std::string_view url, std::string_view alternative, std::string_view style) {
  std::string tag(kStart);
  tag.append(url).append(kAlternative).append(encode_markup(alternative));
  if (!style.empty()) tag.append(kStyle).append(style);
  return tag.append(kEnd);
}

bool is_image_tag(std::string_view text) {
  std::string_view rest = text;
  if (!eat(rest, kStart)) return false;
  eat_value(rest);
  if (!eat(rest, kAlternative)) return false;
  eat_value(rest);
  if (eat(rest, kStyle)) eat_value(rest);
  return rest == kEnd;
}

std::string pixels(const Decimal& length) {
  std::string digits = length.to_string();
  const std::size_t zero = digits.find("0.");
  const bool below_one = zero == 0 || (zero == 1 && digits[0] == '-');
  if (below_one) digits.erase(zero, 1);
  return digits + "px;";
}

}  // namespace presave::functions
