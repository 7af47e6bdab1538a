#include "server/api/save_journal.h"

#include "server/http/limits.h"
#include "server/http/respond.h"

namespace presave::server::api {
namespace {

using store::SaveState;

/// "200 {…}": what an answer is kept as. Empty: nothing was done.
std::string kept(const http::Response& answer) {
  return std::to_string(answer.status) + " " + *answer.body;
}

http::Response given_again(const std::string& outcome) {
  constexpr std::size_t kStatusDigits = 3;
  const int status = std::stoi(outcome.substr(0, kStatusDigits));
  return http::json(status, outcome.substr(kStatusDigits + 1));
}

}  // namespace

Result<BegunSave> SaveJournal::begin(const JournalEntry& entry, std::int64_t now_ms) {
  using std::chrono::milliseconds;
  for (unsigned attempt = 0; attempt < limits::kSaveAttempts; ++attempt) {
    BegunSave out{SaveBeginning::kGo, entry.key + "." + std::to_string(attempt), {}};
    const auto found = saves_.find(out.id);
    if (!found) return found.fault();
    if (!*found) {
      const Done begun = saves_.begin({out.id, entry.owner, entry.request, SaveState::kBegun, "", now_ms, 0});
      if (!begun && begun.fault().code != FaultCode::kBadValue) return begun.fault();
      if (!begun) out.how = SaveBeginning::kUnderWay;  // another request was quicker
      return out;
    }
    const store::Save& save = **found;
    if (save.request != entry.request) {
      out.how = SaveBeginning::kOtherRequest;
      return out;
    }
    const bool ended = save.state == SaveState::kSaved || save.state == SaveState::kRefused;
    if (ended && save.outcome.empty()) continue;  // nothing was done that time
    if (ended) {
      out.how = SaveBeginning::kAnswered;
      out.answer = given_again(save.outcome);
      return out;
    }
    const bool fresh = save.state == SaveState::kBegun && now_ms - save.begun < milliseconds(limits::kSaveLost).count();
    const SaveBeginning lost = entry.repeatable ? SaveBeginning::kGo : SaveBeginning::kUnknown;
    out.how = fresh ? SaveBeginning::kUnderWay : lost;
    return out;
  }
  return Fault{FaultCode::kBusy, "idempotencyKey", "this save was tried too often; give it another key"};
}

Done SaveJournal::answered(const std::string& id, bool saved, const http::Response& answer, std::int64_t now_ms) {
  return saves_.end(id, saved ? SaveState::kSaved : SaveState::kRefused, kept(answer), now_ms);
}

Done SaveJournal::not_done(const std::string& id, std::int64_t now_ms) {
  return saves_.end(id, SaveState::kRefused, "", now_ms);
}

Done SaveJournal::lost(const std::string& id, std::int64_t now_ms) {
  return saves_.end(id, SaveState::kUnknown, "", now_ms);
}

}  // namespace presave::server::api
