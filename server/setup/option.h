// One key of presave.toml: its name, what it means, how it is read into its place and how its default is printed.
// A section is a list of these.
#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "server/crypto/secret_source.h"
#include "server/setup/toml_document.h"

namespace presave::server::setup {

/// Collects the mistakes of one reading, each with its place.
class Mistakes {
 public:
  explicit Mistakes(std::string file) : file_(std::move(file)) {}
  void add(Place place, std::string detail) {
    list_.push_back({FaultCode::kBadConfiguration, at(file_, place), std::move(detail)});
  }
  void add(Fault fault) { list_.push_back(std::move(fault)); }
  bool any() const { return !list_.empty(); }
  std::vector<Fault> take() && { return std::move(list_); }

 private:
  std::string file_;
  std::vector<Fault> list_;
};

/// Reads one value; what is wrong with it ("must be a whole number"), or nothing.
using Wrong = std::string;

Wrong read_text(const TomlValue& value, std::string& into);
Wrong read_whole(const TomlValue& value, std::int64_t least, std::int64_t most, std::int64_t& into);
Wrong read_boolean(const TomlValue& value, bool& into);
Wrong read_texts(const TomlValue& value, std::vector<std::string>& into);
Wrong read_source(const TomlValue& value, crypto::SecretSource& into);
Wrong read_sources(const TomlValue& value, std::vector<crypto::SecretSource>& into);
Wrong read_choice(const TomlValue& value, const std::vector<std::string_view>& choices, std::string& into);

/// A text as TOML spells it, quotes included.
std::string toml_text(std::string_view text);

/// One row of a section that is kept in an S.
template <class S>
struct Option {
  std::string_view name;
  std::string_view meaning;  ///< a sentence or more, for people
  std::string_view example;  ///< as TOML; empty: the default says enough
  bool required = false;
  std::function<Wrong(const TomlValue&, S&)> read;
  std::function<std::string(const S&)> print;  ///< as TOML
};

template <class S>
Option<S> text(std::string_view name, std::string S::*member, std::string_view meaning,
               std::string_view example = {}, bool required = false) {
  return {name, meaning, example, required,
          [member](const TomlValue& value, S& into) { return read_text(value, into.*member); },
          [member](const S& from) { return toml_text(from.*member); }};
}

template <class S>
Option<S> choice(std::string_view name, std::string S::*member, std::vector<std::string_view> choices,
                 std::string_view meaning) {
  return {name, meaning, {}, false,
          [member, choices](const TomlValue& value, S& into) {
            return read_choice(value, choices, into.*member);
          },
          [member](const S& from) { return toml_text(from.*member); }};
}

template <class S, class N>
Option<S> whole(std::string_view name, N S::*member, std::int64_t least, std::int64_t most,
                std::string_view meaning) {
  return {name, meaning, {}, false,
          [member, least, most](const TomlValue& value, S& into) {
            std::int64_t number = 0;
            Wrong wrong = read_whole(value, least, most, number);
            if (wrong.empty()) into.*member = static_cast<N>(number);
            return wrong;
          },
          [member](const S& from) { return std::to_string(from.*member); }};
}

template <class S>
Option<S> seconds(std::string_view name, std::chrono::seconds S::*member, std::int64_t least,
                  std::int64_t most, std::string_view meaning) {
  return {name, meaning, {}, false,
          [member, least, most](const TomlValue& value, S& into) {
            std::int64_t number = 0;
            Wrong wrong = read_whole(value, least, most, number);
            if (wrong.empty()) into.*member = std::chrono::seconds(number);
            return wrong;
          },
          [member](const S& from) { return std::to_string((from.*member).count()); }};
}

template <class S>
Option<S> boolean(std::string_view name, bool S::*member, std::string_view meaning) {
  return {name, meaning, {}, false,
          [member](const TomlValue& value, S& into) { return read_boolean(value, into.*member); },
          [member](const S& from) { return std::string(from.*member ? "true" : "false"); }};
}

template <class S>
Option<S> texts(std::string_view name, std::vector<std::string> S::*member, std::string_view meaning,
                std::string_view example = {}, bool required = false) {
  return {name, meaning, example, required,
          [member](const TomlValue& value, S& into) { return read_texts(value, into.*member); },
          [](const S&) { return std::string("[]"); }};
}

template <class S>
Option<S> source(std::string_view name, crypto::SecretSource S::*member, std::string_view meaning,
                 std::string_view example) {
  return {name, meaning, example, false,
          [member](const TomlValue& value, S& into) { return read_source(value, into.*member); },
          [](const S&) { return std::string("{}"); }};
}

template <class S>
Option<S> sources(std::string_view name, std::vector<crypto::SecretSource> S::*member,
                  std::string_view meaning, std::string_view example, bool required = false) {
  return {name, meaning, example, required,
          [member](const TomlValue& value, S& into) { return read_sources(value, into.*member); },
          [](const S&) { return std::string("[]"); }};
}

}  // namespace presave::server::setup
