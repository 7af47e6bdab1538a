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
/// Stands for a loaded bundle; 0 is never one.
using Handle = std::uint32_t;

/// The bundles that are loaded and the mailbox they answer through.
class Desk {
 public:
  /// Where to write `bytes` of input; null, and a fault document, where that is more than any document may
  /// have.
  char* input_window(std::size_t bytes);
  /// Reads the bundle document in the window. 0, and a fault document, where it is refused.
  Handle load_bundle(std::size_t length);
  /// Forgets a bundle; false where there was none.
  bool dispose_bundle(Handle handle);

  /// Decides the request document in the window.
  AnswerLength validate(Handle handle, std::size_t length, std::int64_t now_ms);
  /// Describes the object whose name is in the window.
  AnswerLength describe(Handle handle, std::size_t length);
  /// The rules and formula fields that did not compile, as a JSON list.
  AnswerLength findings(Handle handle);
  /// The names of the bundle's objects, as a JSON list.
  AnswerLength objects(Handle handle);

  /// The engine's version, as text and not as JSON.
  AnswerLength version();

  const std::string& output() const { return mailbox_.output(); }

 private:
  AnswerLength answer(std::string document);
  AnswerLength answer(Result<std::string> document);
  AnswerLength refuse(const Fault& fault);
  AnswerLength refuse_handle(Handle handle);
  const Bundle* bundle(Handle handle) const;

  Mailbox mailbox_;
  std::map<Handle, Bundle> bundles_;
  Handle last_handle_ = 0;
};

}  // namespace presave::wasm
