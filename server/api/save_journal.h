// Saves that may be asked for twice: the same key gives the same answer, and a save whose answer was lost is
// repeated only where repeating cannot make a second record.
#pragma once

#include <cstdint>
#include <string>

#include "server/http/message.h"
#include "server/store/store.h"

namespace presave::server::api {

/// How a save begins.
enum class SaveBeginning : std::uint8_t {
  kGo,            ///< make the call, then end it
  kAnswered,      ///< `answer` is what was answered before
  kUnderWay,      ///< another request is making the call
  kUnknown,       ///< it was begun before, and whether the org has saved it is not known
  kOtherRequest,  ///< the key was used for something else
};

struct BegunSave {
  SaveBeginning how = SaveBeginning::kGo;
  std::string id;  ///< of the attempt, for the other calls
  http::Response answer;
};

/// One save as the journal knows it.
struct JournalEntry {
  std::string key;      ///< unique among all owners: a digest
  std::string owner;    ///< "00D.../005..."
  std::string request;  ///< what is saved where, without values, and a digest of them
  bool repeatable = false;
};

class SaveJournal {
 public:
  explicit SaveJournal(store::Saves& saves) : saves_(saves) {}

  Result<BegunSave> begin(const JournalEntry& entry, std::int64_t now_ms);
  /// The org has answered: saved, or refused what was sent.
  Done answered(const std::string& id, bool saved, const http::Response& answer, std::int64_t now_ms);
  /// Nothing was saved, and the same key may be tried again.
  Done not_done(const std::string& id, std::int64_t now_ms);
  /// No answer came.
  Done lost(const std::string& id, std::int64_t now_ms);

 private:
  store::Saves& saves_;
};

}  // namespace presave::server::api
