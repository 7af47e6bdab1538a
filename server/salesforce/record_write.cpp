#include "server/salesforce/record_write.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "server/http/form.h"
#include "server/http/limits.h"

namespace presave::server::salesforce {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= presave::limits::kNameBytes && std::all_of(text.begin(), text.end(), is_word);
}

Fault unusable(std::string where, std::string detail) {
  return {FaultCode::kBadValue, std::move(where), std::move(detail)};
}

/// What an error code means for the record. Any other is a refusal of what was sent.
struct Meaning {
  std::string_view code;
  Standing standing;
};
constexpr std::array<Meaning, 6> kMeanings = {{
    {"INVALID_SESSION_ID", Standing::kSessionOver},
    {"INVALID_AUTH_HEADER", Standing::kSessionOver},
    {"REQUEST_LIMIT_EXCEEDED", Standing::kLimitReached},
    {"REQUEST_RUNNING_TOO_LONG", Standing::kBusy},
    {"SERVER_UNAVAILABLE", Standing::kBusy},
    {"UNABLE_TO_LOCK_ROW", Standing::kLocked},
}};

Standing standing_of(const RecordError& error) {
  const auto found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                  [&error](const Meaning& one) { return one.code == error.code; });
  if (found == kMeanings.end()) return Standing::kRefused;
  // One code says both "no more today" and "too many at once", which is over in seconds; only its words tell.
  const bool at_once = error.message.find("Concurrent") != std::string::npos;
  return found->standing == Standing::kLimitReached && at_once ? Standing::kBusy : found->standing;
}

/// The org names no field with this code but in its words: "duplicate value found: Code__c duplicates value on…".
void place_duplicate(RecordError& error) {
  constexpr std::string_view kBefore = "duplicate value found: ";
  if (error.code != "DUPLICATE_VALUE" || !error.fields.empty()) return;
  const auto begin = error.message.find(kBefore);
  if (begin == std::string::npos) return;
  const std::string_view rest = std::string_view(error.message).substr(begin + kBefore.size());
  const std::string_view name = rest.substr(0, rest.find(' '));
  if (is_name(name)) error.fields.emplace_back(name);
}

std::string text_at(const json::Node& node, std::string_view name) {
  const json::Node* found = node.find(name);
  const std::string_view* text = found ? found->text() : nullptr;
  return text ? std::string(*text) : std::string();
}

/// [{"message", "errorCode", "fields"}]; empty for anything else: a page of some proxy, for one.
std::vector<RecordError> errors_of(const json::Node& root) {
  std::vector<RecordError> errors;
  if (!root.items()) return errors;
  for (const json::Node& item : *root.items()) {
    RecordError error{text_at(item, "errorCode"), text_at(item, "message"), {}};
    if (error.code.empty()) continue;
    const json::Node* fields = item.find("fields");
    if (fields && fields->items()) {
      for (const json::Node& field : *fields->items()) {
        if (field.text()) error.fields.emplace_back(*field.text());
      }
    }
    place_duplicate(error);
    errors.push_back(std::move(error));
  }
  return errors;
}

WriteAnswer saved(const RecordWrite& write, const json::Node* root) {
  WriteAnswer answer{Standing::kSaved, write.id, false, {}};
  if (!root) return answer;
  if (std::string id = text_at(*root, "id"); !id.empty()) answer.id = std::move(id);
  const json::Node* created = root->find("created");
  // A create says 201 without the word; an upsert says which it was.
  answer.created = created && created->boolean() ? *created->boolean() : write.id.empty();
  return answer;
}

}  // namespace

bool is_api_version(std::string_view text) {
  const auto dot = text.find('.');
  return dot >= 2 && dot <= 3 && text.substr(dot) == ".0" && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dot), is_digit);
}

Done check(const RecordWrite& write) {
  if (!is_name(write.object)) return unusable("/object", "must be an API name");
  const bool whole_id = write.id.size() == 15 || write.id.size() == 18;
  if (!write.id.empty() && !(whole_id && is_name(write.id))) {
    return unusable("/id", "must be a record id of 15 or 18 characters");
  }
  if (!write.external_id.empty() && !is_name(write.external_id)) {
    return unusable("/externalId", "must be the API name of a field");
  }
  return done();
}

Result<outbound::Call> call_for(const RecordWrite& write, const Org& org, const crypto::Secret& token) {
  if (const Done checked = check(write); !checked) return checked.fault();
  if (!is_api_version(org.api_version)) return unusable("API version", "must be like 62.0");
  outbound::Call call;
  call.url = org.instance_url + "/services/data/v" + org.api_version + "/sobjects/" + write.object;
  if (!write.id.empty()) {
    call.url += "/" + write.id;
  } else if (!write.external_id.empty()) {
    call.url += "/" + write.external_id + "/" + http::form_text(write.external_value);
  }
  call.method = write.repeatable() ? "PATCH" : "POST";
  call.headers = {{"Authorization", "Bearer " + std::string(token.reveal_for_cryptography())},
                  {"Content-Type", "application/json; charset=UTF-8"},
                  {"Accept", "application/json"},
                  {"Sforce-Call-Options", "client=presave"}};
  call.body = write.values;
  return call;
}

std::vector<RecordError> read_errors(const outbound::Answer& answer) {
  const auto document = json::parse(answer.body, limits::kAnswerBytes);
  return document ? errors_of(document->root()) : std::vector<RecordError>{};
}

WriteAnswer read_answer(const RecordWrite& write, const outbound::Answer& answer) {
  const auto document = json::parse(answer.body, limits::kAnswerBytes);
  const json::Node* root = document ? &document->root() : nullptr;
  const bool good = answer.status >= 200 && answer.status < 300;
  // Whoever created a record tells its id; a friendly page of some proxy does not.
  if (good && (!write.id.empty() || (root && !text_at(*root, "id").empty()))) return saved(write, root);
  if (answer.status == 204 && write.repeatable()) return saved(write, nullptr);
  if (answer.status == 401) return {Standing::kSessionOver, {}, false, {}};
  WriteAnswer refused;
  if (!root || good) return refused;
  refused.errors = errors_of(*root);
  if (!refused.errors.empty()) refused.standing = standing_of(refused.errors.front());
  if (answer.status == 300) refused.standing = Standing::kRefused;  // several records have this external id
  return refused;
}

}  // namespace presave::server::salesforce
