// From bytes to a Document: RFC 8259 and nothing else. Our own, because a record is read for every decision: the text
// is copied once and unescaped in place, so that the tree holds views and a document is a handful of allocations.
#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/base/json_plain.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "engine/bundle/repeated_name.h"
#include "engine/value/utf16.h"

namespace presave::json {
namespace {

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return join({"line ", std::to_string(line), ", column ", std::to_string(before.size() - line_start + 1)});
}

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

class Parser {
 public:
  /// `at` is a writable copy of `text` with kPlainStep NULs behind it.
  Parser(std::string_view text, char* at, Document::Blocks& blocks)
      : text_(text), start_(at), end_(at + text.size()), at_(at), blocks_(blocks) {
    constexpr std::size_t kUsual = 32;  // a usual document makes them grow no further
    open_.reserve(kUsual);
    members_.reserve(kUsual);
  }

  /// False where there is a fault.
  bool parse(Node& root) {
    at_ += text_.size() - without_byte_order_mark(text_).size();
    if (!value(root)) return false;
    skip_space();
    return at_ == end_ || unexpected("the end of the document");
  }

  bool has_case_twins() const { return has_case_twins_; }
  Fault take_fault() { return std::move(*fault_); }

 private:
  bool value(Node& node) {
    if (++values_ > limits::kJsonValues) {
      return refuse(FaultCode::kTooLarge, pointer_here(), join({"more than ", std::to_string(limits::kJsonValues), " values"}));
    }
    skip_space();
    switch (*at_) {
      case '{': return object(node);
      case '[': return array(node);
      case '"': {
        std::string_view text;
        if (!string(text)) return false;
        node.value = text;
        return true;
      }
      case 't': return word("true") && (node.value = true, true);
      case 'f': return word("false") && (node.value = false, true);
      case 'n': return word("null");
      default: return number(node);
    }
  }

  void skip_space() {
    while (is_space(*at_)) ++at_;
  }

  bool take(char c) {
    if (*at_ != c) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view expected) {
    if (static_cast<std::size_t>(end_ - at_) < expected.size() || std::string_view(at_, expected.size()) != expected) {
      return malformed(at_, "neither a value nor true, false or null: text stands in double quotes");
    }
    at_ += expected.size();
    return true;
  }

  bool digits() {
    if (!is_digit(*at_)) return unexpected("a digit");
    while (is_digit(*at_)) ++at_;
    return true;
  }

  bool number(Node& node) {
    const char* const begin = at_;
    take('-');
    if (!is_digit(*at_)) return at_ == begin ? unexpected("a value") : unexpected("a digit");
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (*at_ == 'e' || *at_ == 'E') {
      ++at_;
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    const std::string_view spelling(begin, static_cast<std::size_t>(at_ - begin));
    node.value = Number{spelling == "-0" ? spelling.substr(1) : spelling};
    return true;
  }

  // `at_` is at the opening quote. Escapes shrink, so what they stand for fits before them.
  bool string(std::string_view& text) {
    char* const begin = ++at_;
    skip_plain();
    char* written = at_;
    while (*at_ != '"') {
      if (*at_ == '\\') {
        if (!escape(written)) return false;
      } else if (at_ == end_) {
        return unexpected("a closing \"");
      } else {
        return malformed(at_, "a control character in a string; write it as \\n, \\t or \\u00..");
      }
      while (is_plain(*at_)) *written++ = *at_++;
    }
    ++at_;
    text = {begin, static_cast<std::size_t>(written - begin)};
    return true;
  }

  // What stands behind the text ends it.
  void skip_plain() {
    std::size_t step;
    do at_ += step = plain_bytes(at_);
    while (step == kPlainStep);
  }

  bool escape(char*& written) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const char* const begin = at_++;
    const char name = *at_;
    if (name == 'u') return code_point(begin, written);
    const std::size_t meaning = at_ == end_ ? std::string_view::npos : kNames.find(name);
    if (meaning == std::string_view::npos) return malformed(begin, "an unknown escape; a backslash itself is written \\\\");
    *written++ = kMeanings[meaning];
    ++at_;
    return true;
  }

  // "\u00e9", or two of them that are a surrogate pair.
  bool code_point(const char* begin, char*& written) {
    std::uint32_t unit = 0;
    if (!hex_unit(begin, unit)) return false;
    char32_t character = unit;
    if (unit >= 0xD800 && unit < 0xDC00) {
      std::uint32_t low = 0;
      if (!(at_[0] == '\\' && at_[1] == 'u')) return malformed(begin, "half of a surrogate pair");
      ++at_;
      if (!hex_unit(begin, low)) return false;
      if (low < 0xDC00 || low > 0xDFFF) return malformed(begin, "half of a surrogate pair");
      character = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
      return malformed(begin, "half of a surrogate pair");
    }
    written += encode_utf8(character, written);
    return true;
  }

  // `at_` is at the u.
  bool hex_unit(const char* begin, std::uint32_t& unit) {
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = ascii_lower(*at_);
      if (!is_digit(c) && !(c >= 'a' && c <= 'f')) return malformed(begin, "\\u wants four hexadecimal digits");
      unit = unit * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return true;
  }

  bool deeper() {
    if (open_.size() == limits::kJsonDepth) {
      return refuse(FaultCode::kTooLarge, pointer_here(), join({"nested deeper than ", std::to_string(limits::kJsonDepth), " levels"}));
    }
    open_.push_back({});
    ++at_;
    skip_space();
    return true;
  }

  bool array(Node& node) {
    if (!deeper()) return false;
    const std::size_t first = items_.size();
    if (!take(']')) {
      do {
        open_.back().index = items_.size() - first;
        Node item;
        if (!value(item)) return false;
        items_.push_back(item);
        skip_space();
      } while (take(','));
      if (!take(']')) return unexpected("',' or ']'");
    }
    open_.pop_back();
    node.value = std::span<const Node>(blocks_.keep(items_, first));
    return true;
  }

  bool object(Node& node) {
    if (!deeper()) return false;
    const std::size_t first = members_.size();
    if (!take('}')) {
      do {
        Member member;
        skip_space();
        if (*at_ != '"') return unexpected("a name in double quotes");
        if (!string(member.name)) return false;
        skip_space();
        if (!take(':')) return unexpected("':'");
        open_.back().name = member.name;
        if (!value(member.node)) return false;
        members_.push_back(member);
        skip_space();
      } while (take(','));
      if (!take('}')) return unexpected("',' or '}'");
    }
    open_.pop_back();
    const std::span<const Member> members = blocks_.keep(members_, first);
    node.value = members;
    const RepeatedNames twins = repeated_names(members);
    has_case_twins_ |= twins.but_case.has_value();
    if (!twins.same) return true;
    return refuse(FaultCode::kMalformedJson, pointer_here(),
                  join({"the member \"", members[*twins.same].name, "\" appears twice in one object"}));
  }

  /// What is there is somebody's data, and is not shown but for marks of the language.
  bool unexpected(std::string_view expected) {
    if (at_ == end_) return malformed(at_, join({"unexpected end of the document; expected ", expected}));
    const bool is_mark = std::string_view("{}[]:,\"").find(*at_) != std::string_view::npos;
    const std::string found = is_mark ? join({"unexpected '", std::string_view(at_, 1), "'; "}) : std::string();
    return malformed(at_, join({found, "expected ", expected}));
  }

  bool malformed(const char* where, std::string detail) {
    return refuse(FaultCode::kMalformedJson, line_and_column(text_, static_cast<std::size_t>(where - start_)), std::move(detail));
  }

  bool refuse(FaultCode code, std::string where, std::string detail) {
    fault_ = Fault{code, std::move(where), std::move(detail)};
    return false;
  }

  /// The JSON pointer of the value that is being read.
  std::string pointer_here() const {
    std::string path;
    for (const Level& level : open_) path += '/' + (level.name ? escaped_name(*level.name) : std::to_string(level.index));
    return path;
  }

  // An array or object that is open, and the member of it that is being read.
  struct Level {
    std::optional<std::string_view> name;
    std::size_t index = 0;
  };

  std::string_view text_;  // as it came: the copy changes
  char* start_;
  char* end_;
  char* at_;
  Document::Blocks& blocks_;
  std::vector<Level> open_;
  std::vector<Node> items_;      // of the arrays that are open
  std::vector<Member> members_;  // of the objects that are open
  std::size_t values_ = 0;
  bool has_case_twins_ = false;
  std::optional<Fault> fault_;
};

}  // namespace

Result<Document> parse(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) {
    return Fault{FaultCode::kTooLarge, {}, join({std::to_string(text.size()), " bytes; at most ", std::to_string(most_bytes), " are read"})};
  }
  if (const std::size_t valid = valid_utf8_prefix(text); valid < text.size()) {
    return Fault{FaultCode::kMalformedJson, line_and_column(text, valid), "bytes that are not UTF-8"};
  }
  Document document;
  document.text_.reset(new char[text.size() + kPlainStep]);
  std::fill_n(std::copy(text.begin(), text.end(), document.text_.get()), kPlainStep, '\0');
  Parser parser(text, document.text_.get(), document.blocks_);
  if (!parser.parse(document.root_)) return parser.take_fault();
  document.has_case_twins_ = parser.has_case_twins();
  return document;
}

}  // namespace presave::json
