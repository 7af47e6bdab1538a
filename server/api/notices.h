// What the server's own pages say, in the languages of the pages: one table (notice_words.cpp). Apart from the
// endpoints so that a translator finds all of it in one place.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/api/pages.h"

namespace presave::server::api {

/// Every page that the server itself writes.
enum class NoticeKind : std::uint8_t {
  kMalformed,           ///< the signed request cannot be read; with why
  kBadlySigned,         ///< its signature does not fit; with why
  kUsedBefore,          ///< used too long or too often
  kTooOld,              ///< issued at another time than now
  kOtherOrg,            ///< genuine, but from an org that is not served
  kOtherUser,           ///< the session that was to be renewed is another user's
  kNoSuchApp,           ///< no Canvas app of that name
  kApprove,             ///< the user can approve the app here and now
  kApprovalMissing,     ///< the user has not approved it, and this server cannot help
  kForeignLogin,        ///< the login page named in the address is not Salesforce's
  kOpenFromSalesforce,  ///< opened by hand
  kFailed,              ///< our own mistake
  kApproved,            ///< a sign-in ended well; its window can be closed
  kNotApproved,         ///< a sign-in ended without tokens; with why
};
inline constexpr std::size_t kNoticeKinds = 14;

enum class Language : std::uint8_t { kEnglish, kGerman, kFrench, kJapanese };
inline constexpr std::size_t kLanguages = 4;

/// The tag of a language: "de".
std::string_view name_of(Language language);
/// The language that a header Accept-Language, or a user's language ("fr_CA"), asks for before all others that
/// there are; English where it asks for none of them.
Language language_of(std::string_view accepted);

/// The page's words. `detail` stands where the words leave a place for it; it is English.
Notice notice(NoticeKind kind, Language language, std::string_view detail = {});

}  // namespace presave::server::api
