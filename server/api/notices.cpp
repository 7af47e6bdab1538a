#include "server/api/notices.h"

#include <algorithm>
#include <array>

#include "server/api/notice_words.h"
#include "server/http/message.h"

namespace presave::server::api {
namespace {

constexpr std::array<std::string_view, kLanguages> kNames = {"en", "de", "fr", "ja"};

std::string filled(std::string_view text, std::string_view detail) {
  const auto place = text.find(kDetailPlace);
  if (place == std::string_view::npos) return std::string(text);
  std::string out(text.substr(0, place));
  out += detail;
  out += text.substr(place + kDetailPlace.size());
  return out;
}

/// "q=0.8" in thousandths; 1000 where there is none, 0 for what is no weight.
unsigned weight_of(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return 1000;
  unsigned weight = 0;
  unsigned place = 1000;
  for (const char c : parameters.substr(q + 2)) {
    if (c == '.') continue;
    if (c < '0' || c > '9' || place == 0) break;
    weight += static_cast<unsigned>(c - '0') * place;
    place /= 10;
  }
  return std::min(weight, 1000u);
}

}  // namespace

std::string_view name_of(Language language) {
  return kNames[static_cast<std::size_t>(language)];
}

Language language_of(std::string_view accepted) {
  std::size_t best = 0;
  unsigned best_weight = 0;
  while (!accepted.empty()) {
    const auto comma = accepted.find(',');
    std::string_view one = accepted.substr(0, comma);
    accepted.remove_prefix(comma == std::string_view::npos ? accepted.size() : comma + 1);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    const auto found = std::find_if(kNames.begin(), kNames.end(), [one](std::string_view name) {
      const bool whole = one.size() == name.size() || one.find_first_of("-_; ") == name.size();
      return whole && http::same_token(one.substr(0, name.size()), name);
    });
    const unsigned weight = found == kNames.end() ? 0 : weight_of(one);
    if (weight <= best_weight) continue;
    best_weight = weight;
    best = static_cast<std::size_t>(found - kNames.begin());
  }
  return static_cast<Language>(best);
}

Notice notice(NoticeKind kind, Language language, std::string_view detail) {
  const NoticeWords& words = words_of(kind, language);
  Notice out;
  out.approved = kind == NoticeKind::kApproved;
  out.refused = kind != NoticeKind::kApprove && kind != NoticeKind::kApprovalMissing && !out.approved;
  out.language = name_of(language);
  out.title = words.title;
  out.what = filled(words.what, detail);
  out.advice_title = words.advice_title;
  for (const std::string_view line : words.advice) {
    if (!line.empty()) out.advice.emplace_back(line);
  }
  return out;
}

}  // namespace presave::server::api
