#include "cli/name_likeness.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/check/nearest.h"

namespace presave::cli {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

/// "DailyRate__c" to daily, rate: lower case, as they stand.
std::vector<std::string> words_of(std::string_view name) {
  for (const std::string_view ending : {"__c", "__r", "__pc"}) {
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  }
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins = is_upper(name[i]) && i > 0 && !is_upper(name[i - 1]);
    if (!is_word(name[i]) || begins) words.emplace_back();
    if (is_word(name[i])) words.back() += ascii_lower(name[i]);
  }
  std::erase(words, std::string());
  return words;
}

/// Of two words: 1 where they are the same, less for each letter that differs, 0 where half of them do.
double word_likeness(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t distance = check::edit_distance(a, b, longer / 2);
  if (distance > longer / 2) return a.starts_with(b) || b.starts_with(a) ? 0.5 : 0;
  return 1 - static_cast<double>(distance) / static_cast<double>(longer);
}

/// How well each of `words` is answered by one of `others`, in all.
double answered(const std::vector<std::string>& words, const std::vector<std::string>& others) {
  double sum = 0;
  for (const std::string& word : words) {
    double best = 0;
    for (const std::string& other : others) best = std::max(best, word_likeness(word, other));
    sum += best;
  }
  return sum;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
  const std::vector<std::string> first = words_of(a);
  const std::vector<std::string> second = words_of(b);
  if (first.empty() || second.empty()) return 0;
  const double by_words = (answered(first, second) + answered(second, first)) / static_cast<double>(first.size() + second.size());
  return std::max(by_words, word_likeness(joined(first), joined(second)));  // "Birth date" is Birthdate
}

}  // namespace presave::cli
