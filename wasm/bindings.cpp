// The engine's words for JavaScript. Only integers cross here; text goes through the mailbox's window, and
// wasm/package/src/door.ts is the one reader of these names.
#include <emscripten/bind.h>

#include <cstdint>

#include "wasm/desk.h"

namespace {

using presave::wasm::AnswerLength;
using presave::wasm::Handle;

// One desk for each instance of the module; JavaScript is one thread.
presave::wasm::Desk& desk() {
  static presave::wasm::Desk the_desk;
  return the_desk;
}

std::uintptr_t input_window(std::uint32_t bytes) {
  return reinterpret_cast<std::uintptr_t>(desk().input_window(bytes));
}
Handle load_bundle(std::uint32_t length) {
  return desk().load_bundle(length);
}
bool dispose_bundle(Handle handle) {
  return desk().dispose_bundle(handle);
}

// The clock crosses as a double because JavaScript's is one.
AnswerLength validate(Handle handle, std::uint32_t length, double now_ms) {
  return desk().validate(handle, length, static_cast<std::int64_t>(now_ms));
}
AnswerLength describe(Handle handle, std::uint32_t length) {
  return desk().describe(handle, length);
}
AnswerLength requirements(Handle handle, std::uint32_t length) {
  return desk().requirements(handle, length);
}
AnswerLength explain(Handle handle, std::uint32_t length, double now_ms) {
  return desk().explain(handle, length, static_cast<std::int64_t>(now_ms));
}
Handle open_session(Handle handle, std::uint32_t length, double now_ms) {
  return desk().open_session(handle, length, static_cast<std::int64_t>(now_ms));
}
AnswerLength set(Handle session, std::uint32_t name_length, std::uint32_t length) {
  return desk().set(session, name_length, length);
}
AnswerLength outcome(Handle session) {
  return desk().outcome(session);
}
bool dispose_session(Handle session) {
  return desk().dispose_session(session);
}
Handle load_mapping(Handle bundle, std::uint32_t length) {
  return desk().load_mapping(bundle, length);
}
AnswerLength mapping_facts(Handle mapping) {
  return desk().mapping_facts(mapping);
}
AnswerLength transform(Handle mapping, std::uint32_t length, double now_ms) {
  return desk().transform(mapping, length, static_cast<std::int64_t>(now_ms));
}
bool dispose_mapping(Handle mapping) {
  return desk().dispose_mapping(mapping);
}
AnswerLength findings(Handle handle) {
  return desk().findings(handle);
}
AnswerLength objects(Handle handle) {
  return desk().objects(handle);
}
AnswerLength version() {
  return desk().version();
}

std::uintptr_t output() {
  return reinterpret_cast<std::uintptr_t>(desk().output().data());
}
std::uint32_t output_length() {
  return static_cast<std::uint32_t>(desk().output().size());
}

}  // namespace

EMSCRIPTEN_BINDINGS(presave) {
  emscripten::function("inputWindow", &input_window);
  emscripten::function("loadBundle", &load_bundle);
  emscripten::function("disposeBundle", &dispose_bundle);
  emscripten::function("validate", &validate);
  emscripten::function("describe", &describe);
  emscripten::function("requirements", &requirements);
  emscripten::function("explain", &explain);
  emscripten::function("openSession", &open_session);
  emscripten::function("set", &set);
  emscripten::function("outcome", &outcome);
  emscripten::function("disposeSession", &dispose_session);
  emscripten::function("loadMapping", &load_mapping);
  emscripten::function("mappingFacts", &mapping_facts);
  emscripten::function("transform", &transform);
  emscripten::function("disposeMapping", &dispose_mapping);
  emscripten::function("findings", &findings);
  emscripten::function("objects", &objects);
  emscripten::function("version", &version);
  emscripten::function("output", &output);
  emscripten::function("outputLength", &output_length);
}
