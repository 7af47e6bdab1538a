#include "wasm/desk.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/base/limits.h"

namespace presave::wasm {
namespace {

using Json = nlohmann::ordered_json;

// A fault may quote hostile input, so bytes that are not UTF-8 are replaced rather than refused.
std::string text_of(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string fault_document(const Fault& fault) {
  return text_of({{"fault",
                   {{"code", name_of(fault.code)},
                    {"where", fault.where},
                    {"detail", fault.detail},
                    {"text", fault.text()}}}});
}

Json finding_document(const Finding& finding) {
  Json document = {{"object", finding.object},
                   {"name", finding.name},
                   {"message", finding.message},
                   {"begin", finding.begin},
                   {"end", finding.end}};
  if (!finding.source.file.empty()) {
    document["source"] = {{"file", finding.source.file}, {"line", finding.source.line}};
  }
  return document;
}

}  // namespace

char* Desk::input_window(std::size_t bytes) {
  if (bytes > limits::kBundleBytes) {
    refuse({FaultCode::kTooLarge, "",
            std::to_string(bytes) + " bytes; at most " + std::to_string(limits::kBundleBytes) +
                " are read at once"});
    return nullptr;
  }
  return mailbox_.window(bytes);
}

Handle Desk::load_bundle(std::size_t length) {
  Result<Bundle> loaded = Bundle::load(mailbox_.input(length));
  mailbox_.release_large_window();
  if (!loaded) {
    refuse(loaded.fault());
    return 0;
  }
  // Handles are never used twice, so a disposed one cannot come to stand for another bundle.
  const Handle handle = ++last_handle_;
  bundles_.emplace(handle, *std::move(loaded));
  return handle;
}

bool Desk::dispose_bundle(Handle handle) {
  return bundles_.erase(handle) > 0;
}

AnswerLength Desk::validate(Handle handle, std::size_t length, std::int64_t now_ms) {
  const Bundle* rules = bundle(handle);
  return rules ? answer(rules->validate(mailbox_.input(length), now_ms)) : refuse_handle(handle);
}

AnswerLength Desk::describe(Handle handle, std::size_t length) {
  const Bundle* rules = bundle(handle);
  return rules ? answer(rules->describe(mailbox_.input(length))) : refuse_handle(handle);
}

AnswerLength Desk::findings(Handle handle) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle);
  Json list = Json::array();
  for (const Finding& finding : rules->findings()) list.push_back(finding_document(finding));
  return answer(text_of(list));
}

AnswerLength Desk::objects(Handle handle) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle);
  Json list = Json::array();
  for (const auto& [name, object] : rules->org().objects) list.push_back(name);
  return answer(text_of(list));
}

AnswerLength Desk::version() {
  return answer(std::string(PRESAVE_VERSION));
}

AnswerLength Desk::answer(std::string document) {
  mailbox_.post(std::move(document));
  return static_cast<AnswerLength>(mailbox_.output().size());
}

AnswerLength Desk::answer(Result<std::string> document) {
  return document ? answer(*std::move(document)) : refuse(document.fault());
}

AnswerLength Desk::refuse(const Fault& fault) {
  return -answer(fault_document(fault));
}

AnswerLength Desk::refuse_handle(Handle handle) {
  return refuse({FaultCode::kNotFound, "bundle " + std::to_string(handle),
                 "it was disposed of, or never loaded; load the bundle again"});
}

const Bundle* Desk::bundle(Handle handle) const {
  const auto found = bundles_.find(handle);
  return found == bundles_.end() ? nullptr : &found->second;
}

}  // namespace presave::wasm
