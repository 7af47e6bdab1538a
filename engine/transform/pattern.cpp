#include "engine/transform/pattern.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/value/calendar.h"

namespace presave::transform {
namespace {

constexpr std::string_view kSeparators = ".,' ";
constexpr std::size_t kGroup = 3;

// The parts of a date and how many letters may ask for each.
struct PartRule {
  char part;
  std::size_t fewest;
  std::size_t letters;
};
constexpr std::array kPartRules = {PartRule{'y', 4, 4}, PartRule{'M', 1, 2}, PartRule{'d', 1, 2}, PartRule{'H', 1, 2},
                                   PartRule{'m', 2, 2}, PartRule{'s', 2, 2}, PartRule{'S', 3, 3}};

}  // namespace

std::optional<NumberPattern> NumberPattern::of(std::string_view example) {
  NumberPattern pattern;
  const std::size_t first = example.find_first_not_of("0123456789");
  if (first == std::string_view::npos) return example.empty() ? std::nullopt : std::optional(pattern);
  const std::size_t last = example.find_last_not_of("0123456789");
  const bool grouped_once = first == last && example.size() - last - 1 == kGroup;
  if (first == 0 || last + 1 == example.size() || grouped_once) return std::nullopt;
  if (kSeparators.find(example[first]) == std::string_view::npos) return std::nullopt;
  if (example[last] != '.' && example[last] != ',') return std::nullopt;
  pattern.point_ = example[last];
  if (first == last) return pattern;
  if (example[first] == example[last]) return std::nullopt;
  pattern.group_ = example[first];
  return pattern.read(example) ? std::optional(pattern) : std::nullopt;
}

std::optional<Decimal> NumberPattern::read(std::string_view text) const {
  const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t point = std::min(text.find(point_), text.size());
  if (point == sign || point + 1 == text.size()) return std::nullopt;  // ",5" and "5," are mistakes more often than not
  std::string plain(text.substr(0, sign));
  std::size_t run = 0;  // digits since the last group
  bool grouped = false;
  for (std::size_t at = sign; at < point; ++at) {
    if (is_digit(text[at])) {
      plain += text[at];
      ++run;
    } else if (group_ != '\0' && text[at] == group_) {
      if (grouped ? run != kGroup : run == 0 || run > kGroup) return std::nullopt;
      grouped = true;
      run = 0;
    } else {
      return std::nullopt;
    }
  }
  if (grouped && run != kGroup) return std::nullopt;
  if (point < text.size()) {
    const std::string_view fraction = text.substr(point + 1);
    if (!std::all_of(fraction.begin(), fraction.end(), is_digit)) return std::nullopt;
    plain.append(1, '.').append(fraction);
  }
  return Decimal::parse(plain);
}

std::optional<DatePattern> DatePattern::of(std::string_view letters) {
  DatePattern pattern;
  for (std::size_t at = 0; at < letters.size();) {
    const char letter = letters[at];
    if (!is_letter(letter)) {
      if (is_digit(letter)) return std::nullopt;
      pattern.steps_.push_back({'\0', letter, 1, 1});
      ++at;
      continue;
    }
    const auto rule = std::find_if(kPartRules.begin(), kPartRules.end(), [&](const PartRule& r) { return r.part == letter; });
    const std::size_t end = std::min(letters.find_first_not_of(letter, at), letters.size());
    const std::size_t count = end - at;
    if (rule == kPartRules.end() || count < rule->fewest || count > rule->letters) return std::nullopt;
    if (pattern.parts_.find(letter) != std::string::npos) return std::nullopt;
    pattern.parts_ += letter;
    pattern.steps_.push_back({letter, '\0', static_cast<int>(count), static_cast<int>(rule->letters)});
    at = end;
  }
  return pattern.parts_.empty() ? std::nullopt : std::optional(std::move(pattern));
}

bool DatePattern::seen(std::string_view parts) const {
  return std::all_of(parts.begin(), parts.end(), [&](char part) { return parts_.find(part) != std::string::npos; });
}

std::optional<DateTime> DatePattern::read(std::string_view text) const {
  CivilDate date{1970, 1, 1};
  std::int32_t hour = 0, minute = 0, second = 0, ms = 0;
  std::size_t at = 0;
  for (const Step& step : steps_) {
    if (step.part == '\0') {
      if (at == text.size() || text[at++] != step.literal) return std::nullopt;
      continue;
    }
    std::int32_t number = 0;
    int digits = 0;
    for (; digits < step.most && at < text.size() && is_digit(text[at]); ++digits) number = number * 10 + (text[at++] - '0');
    if (digits < step.least) return std::nullopt;
    switch (step.part) {
      case 'y': date.year = number; break;
      case 'M': date.month = number; break;
      case 'd': date.day = number; break;
      case 'H': hour = number; break;
      case 'm': minute = number; break;
      case 's': second = number; break;
      default: ms = number;
    }
  }
  const std::optional<DayNumber> day = day_number(date);
  if (at != text.size() || !day || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return DateTime{start_of_day(*day) + ((hour * 60 + minute) * 60 + second) * kMsPerSecond + ms};
}

std::optional<WordPattern> WordPattern::of(std::string_view words) {
  const std::size_t slash = words.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == words.size()) return std::nullopt;
  WordPattern pattern{std::string(words.substr(0, slash)), std::string(words.substr(slash + 1))};
  return NocaseEqual{}(pattern.yes, pattern.no) ? std::nullopt : std::optional(std::move(pattern));
}

std::optional<bool> WordPattern::read(std::string_view text) const {
  if (NocaseEqual{}(text, yes)) return true;
  if (NocaseEqual{}(text, no)) return false;
  return std::nullopt;
}

}  // namespace presave::transform
