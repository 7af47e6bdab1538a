#include "server/api/pages.h"

#include "server/http/respond.h"

namespace presave::server::api {

namespace {

using http::html_text;

std::string head_of(const Notice& notice) {
  std::string head = "<!doctype html>\n<html lang=\"" + html_text(notice.language) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + html_text(notice.title) +
                     "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<link rel=\"stylesheet\" href=\"" +
                     std::string(kPageStylePath) + "\">\n";
  if (notice.approval) {
    head += "<script type=\"module\" src=\"" + std::string(kApproveScriptPath) + "\"></script>\n";
  }
  if (notice.approved) {
    head += "<script type=\"module\" src=\"" + std::string(kApprovedScriptPath) + "\"></script>\n";
  }
  return head + "</head>\n";
}

std::string approval_of(const Approval& approval) {
  return "<p class=\"actions\"><a id=\"approve\" class=\"button\" target=\"_blank\" href=\"" +
         html_text(approval.address) + "\">" + html_text(approval.approve) +
         "</a>\n<button id=\"go-on\" type=\"button\" hidden>" + html_text(approval.go_on) + "</button></p>\n";
}

}  // namespace

std::string notice_page(const Notice& notice) {
  std::string page = head_of(notice) + "<body>\n<main" +
                     (notice.refused ? " class=\"refused\" role=\"alert\"" : "") + ">\n<h1>" +
                     html_text(notice.title) + "</h1>\n<p>" + html_text(notice.what) + "</p>\n";
  if (notice.approval) page += approval_of(*notice.approval);
  if (!notice.advice.empty()) {
    page += "<h2>" + html_text(notice.advice_title) + "</h2>\n<ul>\n";
    for (const std::string& line : notice.advice) page += "<li>" + html_text(line) + "</li>\n";
    page += "</ul>\n";
  }
  return page + "</main>\n</body>\n</html>\n";
}

Result<CanvasPage> CanvasPage::from(std::string_view page_template) {
  const auto marker = page_template.find(kMarker);
  const bool once = marker != std::string_view::npos && page_template.rfind(kMarker) == marker;
  if (!once) {
    return Fault{FaultCode::kWrongShape, "canvas.html",
                 "must hold the marker " + std::string(kMarker) + " exactly once; build the pages again"};
  }
  return CanvasPage(page_template.substr(0, marker), page_template.substr(marker + kMarker.size()));
}

std::string CanvasPage::with(std::string_view context_document) const {
  constexpr std::string_view kBegin = "<script type=\"application/json\" id=\"canvas-context\">";
  constexpr std::string_view kEnd = "</script>";
  const std::string context = http::json_in_html(context_document);
  std::string page;
  page.reserve(before_.size() + kBegin.size() + context.size() + kEnd.size() + after_.size());
  page.append(before_).append(kBegin).append(context).append(kEnd).append(after_);
  return page;
}

}  // namespace presave::server::api
