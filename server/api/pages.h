// The pages that the server itself writes, for people who meet a refusal inside the frame. Plain HTML with
// one stylesheet; nothing that a request brought is repeated in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::api {

/// The stylesheet of these pages and the script of one (server/assets), and where they are served.
extern const char* const kPageStyle;
inline constexpr std::string_view kPageStylePath = "/presave/page.css";
extern const char* const kApproveScript;
inline constexpr std::string_view kApproveScriptPath = "/presave/approve.js";

extern const char* const kApprovedScript;
inline constexpr std::string_view kApprovedScriptPath = "/presave/approved.js";

/// What a page lets a user do: approve the app in a window of its own, and go on.
struct Approval {
  std::string address;  ///< where approving begins
  std::string approve;  ///< label of the link to it
  std::string go_on;    ///< label of the button for afterwards
};

/// What a page says. All text is our own.
struct Notice {
  bool refused = true;          ///< a refusal, not only information
  std::string language = "en";  ///< of the text, as HTML names it
  std::string title;
  std::string what;          ///< what happened, in a sentence or two
  std::string advice_title;  ///< who should do something: "For the administrator"
  std::vector<std::string> advice;
  std::optional<Approval> approval{};
  bool approved = false;  ///< tells the page that opened this window, and closes it
};

std::string notice_page(const Notice& notice);

/// The Canvas app's page with a hole for the context: canvas.html around its marker.
class CanvasPage {
 public:
  /// The comment in canvas.html that the context takes the place of.
  static constexpr std::string_view kMarker = "<!--presave:context-->";

  /// Refuses a template that does not hold the marker exactly once.
  static Result<CanvasPage> from(std::string_view page_template);
  /// The page with the context document in a <script type="application/json" id="canvas-context"> element.
  std::string with(std::string_view context_document) const;

 private:
  CanvasPage(std::string_view before, std::string_view after) : before_(before), after_(after) {}
  std::string before_;
  std::string after_;
};

}  // namespace presave::server::api
