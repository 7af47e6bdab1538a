// The table behind notices.h.
#pragma once

#include <array>
#include <string_view>

#include "server/api/notices.h"

namespace presave::server::api {

/// Stands in a text where the detail goes.
inline constexpr std::string_view kDetailPlace = "{}";

/// One page in one language.
struct NoticeWords {
  std::string_view title;
  std::string_view what;
  std::string_view advice_title;
  std::array<std::string_view, 3> advice;  ///< empty ones are none
};

const NoticeWords& words_of(NoticeKind kind, Language language);

/// The labels of the page that lets a user approve the app.
struct ApproveWords {
  std::string_view approve;  ///< opens Salesforce's page
  std::string_view go_on;    ///< asks Salesforce to open the app again
};
const ApproveWords& approve_words(Language language);

}  // namespace presave::server::api
