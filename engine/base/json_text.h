// Writes JSON (RFC 8259) straight into a text, without a tree in between: an outcome is written for every decision.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/json_plain.h"

namespace presave {

/// One document, written from front to back. Texts must be UTF-8. Members and items follow one another; what begins
/// must end.
class JsonText {
 public:
  void begin_object() { open('{'); }
  void begin_object(std::string_view name) { key(name), open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void begin_array(std::string_view name) { key(name), open('['); }
  void end_array() { close(']'); }

  /// Items of an array.
  void item(std::string_view text) { comma(), quote(text); }
  template <std::same_as<bool> Flag>
  void item(Flag flag) { comma(), out_ += flag ? "true" : "false"; }
  void item(int number) { comma(), out_ += std::to_string(number); }
  void item(std::nullptr_t) { comma(), out_ += "null"; }

  /// An item that is JSON already.
  void json(std::string_view text) {
    comma();
    out_ += text;
  }

  /// Members of an object: a name, and then the value in any of the ways above; or both in one call.
  void key(std::string_view name) {
    comma(), quote(name);
    out_ += ':';
    needs_comma_ = false;
  }
  template <class Item>
  void member(std::string_view name, const Item& value) { key(name), item(value); }
  void json(std::string_view name, std::string_view text) { key(name), json(text); }
  template <class List>
  void texts(std::string_view name, const List& list) {
    begin_array(name);
    for (const auto& text : list) item(std::string_view(text));
    end_array();
  }

  std::string take() && { return std::move(out_); }

 private:
  // A comma belongs between a value and the next; after a name there is none.
  void comma() {
    if (needs_comma_) out_ += ',';
    needs_comma_ = true;
  }
  void open(char bracket) {
    comma();
    out_ += bracket;
    needs_comma_ = false;
  }
  void close(char bracket) {
    out_ += bracket;
    needs_comma_ = true;
  }

  void quote(std::string_view text) {
    out_ += '"';
    for (std::size_t plain; (plain = plain_prefix(text)) < text.size(); text.remove_prefix(plain + 1)) {
      out_ += text.substr(0, plain);
      escape(text[plain]);
    }
    out_ += text;
    out_ += '"';
  }

  void escape(char c) {
    constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
    constexpr std::string_view kNames = "\"\\bfnrt";
    constexpr std::string_view kDigits = "0123456789abcdef";
    out_ += '\\';
    if (const std::size_t at = kPlain.find(c); at != std::string_view::npos) {
      out_ += kNames[at];
      return;
    }
    out_ += "u00";
    out_ += kDigits[static_cast<unsigned char>(c) >> 4];
    out_ += kDigits[static_cast<unsigned char>(c) & 15u];
  }

  std::string out_;
  bool needs_comma_ = false;
};

}  // namespace presave
