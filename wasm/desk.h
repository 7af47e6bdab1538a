// What JavaScript can ask of the engine, in plain integers: the loaded bundles by handle, and every answer
// or fault as a JSON document in the mailbox. bindings.cpp gives these words to JavaScript.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/presave.h"
#include "wasm/mailbox.h"

namespace presave::wasm {

/// How many bytes of output an answer has; negative when it is a fault document,
/// {"fault": {"code", "where", "detail", "text"}}.
using AnswerLength = std::int32_t;
/// Stands for a loaded bundle, an open session or a mapping; 0 is never one.
using Handle = std::uint32_t;

/// The bundles that are loaded and the mailbox they answer through.
class Desk {
 public:
  /// Where to write `bytes` of input; null, and a fault document, where that is more than any document may
  /// have.
  char* input_window(std::size_t bytes);
  /// Reads the bundle document in the window. 0, and a fault document, where it is refused.
  Handle load_bundle(std::size_t length);
  /// Forgets a bundle, with its sessions and mappings; false where there was none.
  bool dispose_bundle(Handle handle);

  /// Decides the request document in the window.
  AnswerLength validate(Handle handle, std::size_t length, std::int64_t now_ms);
  /// Describes the object whose name is in the window.
  AnswerLength describe(Handle handle, std::size_t length);
  /// What must be loaded to decide records of the object whose name is in the window.
  AnswerLength requirements(Handle handle, std::size_t length);
  /// Explains a rule over a record: {"rule", "request"} in the window.
  AnswerLength explain(Handle handle, std::size_t length, std::int64_t now_ms);
  /// The rules and formula fields that did not compile, as a JSON list.
  AnswerLength findings(Handle handle);
  /// The names of the bundle's objects, as a JSON list.
  AnswerLength objects(Handle handle);

  /// Opens the request document in the window for editing. 0, and a fault document, where it is refused.
  Handle open_session(Handle bundle, std::size_t length, std::int64_t now_ms);
  /// Sets a field of a session's record: its name, `name_length` bytes, and its value as JSON follow one another in
  /// the window. Gives the change document.
  AnswerLength set(Handle session, std::size_t name_length, std::size_t length);
  /// The outcome document of a session's record.
  AnswerLength outcome(Handle session);
  /// Forgets a session; false where there was none.
  bool dispose_session(Handle session) { return sessions_.erase(session) > 0; }

  /// Reads the mapping document in the window and checks it against the bundle. 0, and a fault document, where it is refused.
  Handle load_mapping(Handle bundle, std::size_t length);
  /// What a mapping is: {"object", "operation", "key", "headings", "columns", "findings", "isSound"}.
  AnswerLength mapping_facts(Handle mapping);
  /// The row in the window, a JSON object, through a mapping: {"record"}, {"skipped"} or {"reasons"}.
  AnswerLength transform(Handle mapping, std::size_t length, std::int64_t now_ms);
  /// Forgets a mapping; false where there was none.
  bool dispose_mapping(Handle mapping) { return mappings_.erase(mapping) > 0; }

  /// The engine's version, as text and not as JSON.
  AnswerLength version();

  const std::string& output() const { return mailbox_.output(); }

 private:
  AnswerLength answer(std::string document);
  AnswerLength answer(Result<std::string> document);
  AnswerLength refuse(const Fault& fault);
  AnswerLength refuse_handle(Handle handle);
  AnswerLength refuse_session(Handle session);
  AnswerLength refuse_mapping(Handle mapping);
  const Bundle* bundle(Handle handle) const;

  Mailbox mailbox_;
  struct OpenSession {
    Handle bundle;
    Session session;
  };

  std::map<Handle, Bundle> bundles_;
  std::map<Handle, OpenSession> sessions_;
  struct LoadedMapping {
    Handle bundle;
    Mapping mapping;
  };
  std::map<Handle, LoadedMapping> mappings_;
  Handle last_handle_ = 0;
};

}  // namespace presave::wasm
