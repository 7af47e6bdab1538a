// Reading JSON that a stranger wrote: bounded, strict (no duplicate keys, nothing unknown where asked), and
// with a JSON pointer in every complaint. Apart from the documents themselves so that bundle and request
// are read by the same hands. Numbers keep their spelling: a decimal must not pass through a double.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/fault.h"
#include "engine/base/result.h"

namespace presave::json {

struct Member;

/// A number as it was written: "1200.50"; but "-0" reads "0".
struct Number {
  std::string_view spelling;
};

/// One value of a document, which owns all texts and lists. The accessors give nullptr when the value is of another
/// kind.
struct Node {
  std::variant<std::monostate, bool, Number, std::string_view, std::span<const Node>, std::span<const Member>> value;

  bool is_null() const { return value.index() == 0; }
  const bool* boolean() const { return std::get_if<bool>(&value); }
  const Number* number() const { return std::get_if<Number>(&value); }
  const std::string_view* text() const { return std::get_if<std::string_view>(&value); }
  const std::span<const Node>* items() const { return std::get_if<std::span<const Node>>(&value); }
  const std::span<const Member>* members() const { return std::get_if<std::span<const Member>>(&value); }

  /// The member of that name; nullptr when there is none or this is no object.
  const Node* find(std::string_view name) const;
};

/// A member of an object; names are unique in it, and in the order of the text.
struct Member {
  std::string_view name;
  Node node;
};

/// A whole parsed text. May be moved; its nodes stay where they are, but for the root.
class Document {
 public:
  const Node& root() const { return root_; }
  /// Whether any object has two names that only differ in upper and lower case, as most documents do not.
  bool has_case_twins() const { return has_case_twins_; }
  /// Where a node of this document stands, as a JSON pointer (RFC 6901). Searches the whole tree, so that
  /// reading keeps no paths: only a refusal pays.
  std::string pointer_to(const Node& node) const;

  /// Where the items of arrays and the members of objects live: a few large pieces.
  class Blocks {
   public:
    /// Moves the elements from `first` on out of the vector.
    template <class T>
    std::span<const T> keep(std::vector<T>& from, std::size_t first) {
      const std::size_t count = from.size() - first;
      if (count == 0) return {};
      T* const room = static_cast<T*>(take(count * sizeof(T)));
      std::uninitialized_copy(from.begin() + static_cast<std::ptrdiff_t>(first), from.end(), room);
      from.resize(first);
      return {room, count};
    }

   private:
    void* take(std::size_t bytes);

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::size_t size_ = 0;  // of the last block
    std::size_t used_ = 0;
  };

 private:
  friend Result<Document> parse(std::string_view text, std::size_t most_bytes);
  Document() = default;

  std::unique_ptr<char[]> text_;  // a copy, its escapes resolved
  Blocks blocks_;
  Node root_;
  bool has_case_twins_ = false;
};

/// The text without the byte order mark that some editors write. parse() passes over one by itself; a text that is put into
/// another document must lose it first.
constexpr std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

/// Parses UTF-8 JSON (RFC 8259) of at most `most_bytes` bytes, limits::kJsonDepth levels and limits::kJsonValues values.
/// The text need not outlive the call.
Result<Document> parse(std::string_view text, std::size_t most_bytes);

/// A name as a step of a JSON pointer spells it (RFC 6901).
std::string escaped_name(std::string_view name);

/// Keeps the first complaint of a reading, so that a reader can ask for many members and look once.
class Complaints {
 public:
  explicit Complaints(const Document& document) : document_(document) {}
  /// Complains about a node of the document. Only the first complaint is kept.
  void add(const Node& node, std::string detail, FaultCode code = FaultCode::kWrongShape);
  bool any() const { return first_.has_value(); }
  /// Only where there is one.
  const Fault& first() const { return *first_; }

 private:
  const Document& document_;
  std::optional<Fault> first_;
};

/// Reads one object member by member. A member that is missing gives the empty answer; one of the wrong kind
/// does so too, and complains. What was asked for is what is known: see refuse_unknown().
class ObjectReader {
 public:
  /// Complains when the node is no object, and then reads as an empty one.
  ObjectReader(const Node& node, Complaints& complaints);

  /// The member itself, of any kind; nullptr when it is missing.
  const Node* member(std::string_view name);
  std::string text(std::string_view name);
  /// Complains when it is missing, too.
  std::string required_text(std::string_view name);
  bool flag(std::string_view name, bool when_missing = false);
  /// A whole number of the range [least, most].
  std::optional<int> whole_number(std::string_view name, int least, int most);
  /// The items of an array; empty when it is missing.
  std::span<const Node> items(std::string_view name);
  /// The members of an object; empty when it is missing.
  std::span<const Member> members(std::string_view name);
  std::vector<std::string> texts(std::string_view name);

  /// Complains about the first member that none of the calls above asked for.
  void refuse_unknown();

 private:
  const Node& node_;
  std::span<const Member> members_;
  Complaints& complaints_;
  std::vector<bool> asked_;
};

}  // namespace presave::json
