#include "wasm/desk.h"

#include <utility>

#include "engine/base/json_text.h"
#include "engine/base/limits.h"

namespace presave::wasm {
namespace {

std::string fault_document(const Fault& fault) {
  JsonText out;
  out.begin_object();
  out.begin_object("fault");
  out.member("code", name_of(fault.code));
  out.member("where", fault.where);
  out.member("detail", fault.detail);
  out.member("text", fault.text());
  out.end_object();
  out.end_object();
  return std::move(out).take();
}

void write_finding(JsonText& out, const Finding& finding) {
  out.begin_object();
  out.member("object", finding.object);
  out.member("name", finding.name);
  out.member("message", finding.message);
  out.member("begin", static_cast<int>(finding.begin));
  out.member("end", static_cast<int>(finding.end));
  if (finding.unsupported) out.member("unsupported", true);
  if (!finding.source.file.empty()) {
    out.begin_object("source");
    out.member("file", finding.source.file);
    out.member("line", finding.source.line);
    out.end_object();
  }
  out.end_object();
}

void write_finding(JsonText& out, const MappingFinding& finding) {
  out.begin_object();
  out.member("isError", finding.is_error);
  out.member("where", std::string_view(finding.where));
  out.member("message", std::string_view(finding.message));
  if (finding.end > 0) {
    out.member("begin", static_cast<int>(finding.begin));
    out.member("end", static_cast<int>(finding.end));
  }
  out.end_object();
}

template <class Texts>
void write_texts(JsonText& out, std::string_view name, const Texts& texts) {
  out.begin_array(name);
  for (const std::string_view text : texts) out.item(text);
  out.end_array();
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
  std::erase_if(sessions_, [&](const auto& open) { return open.second.bundle == handle; });
  std::erase_if(mappings_, [&](const auto& loaded) { return loaded.second.bundle == handle; });
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

AnswerLength Desk::requirements(Handle handle, std::size_t length) {
  const Bundle* rules = bundle(handle);
  return rules ? answer(rules->requirements(mailbox_.input(length))) : refuse_handle(handle);
}

AnswerLength Desk::explain(Handle handle, std::size_t length, std::int64_t now_ms) {
  const Bundle* rules = bundle(handle);
  return rules ? answer(rules->explain(mailbox_.input(length), now_ms)) : refuse_handle(handle);
}

AnswerLength Desk::findings(Handle handle) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle);
  JsonText out;
  out.begin_array();
  for (const Finding& finding : rules->findings()) write_finding(out, finding);
  out.end_array();
  return answer(std::move(out).take());
}

Handle Desk::open_session(Handle handle, std::size_t length, std::int64_t now_ms) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle), 0;
  Result<Session> opened = rules->open(mailbox_.input(length), now_ms);
  if (!opened) return refuse(opened.fault()), 0;
  const Handle session = ++last_handle_;
  sessions_.emplace(session, OpenSession{handle, *std::move(opened)});
  return session;
}

AnswerLength Desk::set(Handle session, std::size_t name_length, std::size_t length) {
  const auto found = sessions_.find(session);
  if (found == sessions_.end()) return refuse_session(session);
  const std::string_view input = mailbox_.input(length);
  const std::string_view name = input.substr(0, name_length);
  return answer(found->second.session.set(name, input.substr(name.size())));
}

AnswerLength Desk::outcome(Handle session) {
  const auto found = sessions_.find(session);
  return found == sessions_.end() ? refuse_session(session) : answer(found->second.session.outcome());
}

Handle Desk::load_mapping(Handle handle, std::size_t length) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle), 0;
  Result<Mapping> loaded = Mapping::load(*rules, mailbox_.input(length));
  if (!loaded) return refuse(loaded.fault()), 0;
  const Handle mapping = ++last_handle_;
  mappings_.emplace(mapping, LoadedMapping{handle, *std::move(loaded)});
  return mapping;
}

AnswerLength Desk::mapping_facts(Handle handle) {
  const auto found = mappings_.find(handle);
  if (found == mappings_.end()) return refuse_mapping(handle);
  const Mapping& mapping = found->second.mapping;
  JsonText out;
  out.begin_object();
  out.member("object", std::string_view(mapping.object()));
  out.member("operation", mapping.operation());
  out.member("key", std::string_view(mapping.key()));
  write_texts(out, "headings", mapping.headings());
  write_texts(out, "columns", mapping.columns());
  out.begin_array("findings");
  for (const MappingFinding& finding : mapping.findings()) write_finding(out, finding);
  out.end_array();
  out.member("isSound", mapping.is_sound());
  out.end_object();
  return answer(std::move(out).take());
}

AnswerLength Desk::transform(Handle handle, std::size_t length, std::int64_t now_ms) {
  const auto found = mappings_.find(handle);
  return found == mappings_.end() ? refuse_mapping(handle) : answer(found->second.mapping.transform(mailbox_.input(length), now_ms));
}

AnswerLength Desk::objects(Handle handle) {
  const Bundle* rules = bundle(handle);
  if (!rules) return refuse_handle(handle);
  JsonText out;
  out.begin_array();
  for (const auto& [name, object] : rules->org().objects) out.item(std::string_view(name));
  out.end_array();
  return answer(std::move(out).take());
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

AnswerLength Desk::refuse_session(Handle session) {
  return refuse({FaultCode::kNotFound, "session " + std::to_string(session),
                 "it was disposed of, itself or with its bundle; open it again"});
}

AnswerLength Desk::refuse_mapping(Handle mapping) {
  return refuse({FaultCode::kNotFound, "mapping " + std::to_string(mapping),
                 "it was disposed of, itself or with its bundle; load it again"});
}

const Bundle* Desk::bundle(Handle handle) const {
  const auto found = bundles_.find(handle);
  return found == bundles_.end() ? nullptr : &found->second;
}

}  // namespace presave::wasm
