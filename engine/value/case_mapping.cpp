#include "engine/value/case_mapping.h"

#include <algorithm>
#include <iterator>

#include "engine/base/ascii.h"
#include "engine/value/case_tables.h"
#include "engine/value/utf16.h"

namespace presave {
namespace {

using case_tables::CaseRange;
using case_tables::CodeRange;
using case_tables::FullCase;

constexpr char32_t kDottedCapitalI = 0x130;
constexpr char32_t kDotlessSmallI = 0x131;
constexpr char32_t kCombiningDotAbove = 0x307;
constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;

bool is_ascii(char32_t c) {
  return c < 0x80;
}

/// The entry that `c` belongs to, or nullptr. Ranges rise and do not overlap.
template <class Range, std::size_t N>
const Range* find_range(const Range (&table)[N], char32_t c) {
  const Range* range =
      std::lower_bound(std::begin(table), std::end(table), c,
                       [](const Range& entry, char32_t value) { return entry.last < value; });
  if (range == std::end(table) || c < range->first || (c - range->first) % range->step != 0) return nullptr;
  return range;
}

template <std::size_t N>
char32_t mapped(const CaseRange (&table)[N], char32_t c) {
  const CaseRange* range = find_range(table, c);
  return range ? static_cast<char32_t>(static_cast<std::int32_t>(c) + range->distance) : c;
}

char32_t simple_upper(char32_t c) {
  if (is_ascii(c)) return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
  return mapped(case_tables::kUpper, c);
}

char32_t simple_lower(char32_t c) {
  if (is_ascii(c)) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  return mapped(case_tables::kLower, c);
}

/// Most texts are plain, and need no table.
bool is_all_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_cased(char32_t c) {
  return find_range(case_tables::kLowercase, c) || find_range(case_tables::kUppercase, c) ||
         simple_lower(c) != c;
}

bool is_case_ignorable(char32_t c) {
  return find_range(case_tables::kCaseIgnorable, c) != nullptr;
}

void append(std::string& out, char32_t c) {
  if (is_ascii(c)) {
    out.push_back(static_cast<char>(c));
    return;
  }
  char bytes[4];
  out.append(bytes, encode_utf8(c, bytes));
}

void append_full_upper(std::string& out, char32_t c) {
  const FullCase* entry =
      std::lower_bound(std::begin(case_tables::kFullUpper), std::end(case_tables::kFullUpper), c,
                       [](const FullCase& full, char32_t value) { return full.from < value; });
  if (is_ascii(c) || entry == std::end(case_tables::kFullUpper) || entry->from != c) {
    append(out, simple_upper(c));
    return;
  }
  for (const char16_t target : entry->to) {
    if (target != 0) append(out, target);
  }
}

/// True when the first character of `text` that is not case-ignorable is a letter with case.
bool begins_cased(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (!is_case_ignorable(c)) return is_cased(c);
  }
  return false;
}

/// Whether a letter with case stands before the place that has been reached, in the same word.
class WordBefore {
 public:
  bool cased() const { return cased_; }
  void pass(char32_t c) {
    if (!is_case_ignorable(c)) cased_ = is_cased(c);
  }

 private:
  bool cased_ = false;
};

}  // namespace

CaseLocale case_locale(std::string_view name) {
  const std::string_view language = name.substr(0, name.find_first_of("_-"));
  const auto is = [language](char first, char second) {
    return language.size() == 2 && (language[0] | 0x20) == first && (language[1] | 0x20) == second;
  };
  return is('t', 'r') || is('a', 'z') ? CaseLocale::kTurkic : CaseLocale::kRoot;
}

std::string to_upper(std::string_view text, CaseLocale locale) {
  if (locale == CaseLocale::kRoot && is_all_ascii(text)) return ascii_upper(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c == 'i' && locale == CaseLocale::kTurkic) {
      append(out, kDottedCapitalI);
    } else {
      append_full_upper(out, c);
    }
  }
  return out;
}

std::string to_lower(std::string_view text, CaseLocale locale) {
  if (locale == CaseLocale::kRoot && is_all_ascii(text)) return ascii_lower(text);
  std::string out;
  out.reserve(text.size());
  const bool turkic = locale == CaseLocale::kTurkic;
  WordBefore before;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c == kCapitalSigma) {
      append(out, before.cased() && !begins_cased(text.substr(at)) ? kFinalSigma : kSmallSigma);
    } else if (c == 'I' && turkic) {
      std::size_t behind = at;
      const bool dotted = at < text.size() && decode_utf8(text, behind) == kCombiningDotAbove;
      append(out, dotted ? char32_t{'i'} : kDotlessSmallI);
      if (dotted) at = behind;
    } else if (c == kDottedCapitalI && !turkic) {  // the one full mapping to lower case
      append(out, 'i');
      append(out, kCombiningDotAbove);
    } else {
      append(out, simple_lower(c));
    }
    before.pass(c);
  }
  return out;
}

std::string to_initcap(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool at_start = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (find_range(case_tables::kLowercase, c)) {
      append(out, at_start ? simple_upper(c) : c);
      at_start = false;
    } else if (find_range(case_tables::kUppercase, c)) {
      append(out, at_start ? c : simple_lower(c));
      at_start = false;
    } else {
      append(out, c);
      at_start = !find_range(case_tables::kDecimalDigits, c);
    }
  }
  return out;
}

}  // namespace presave
