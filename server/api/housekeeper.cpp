#include "server/api/housekeeper.h"

#include "server/http/limits.h"

namespace presave::server::api {
namespace {

constexpr store::Millis millis(std::chrono::milliseconds time) {
  return time.count();
}

/// Takes what stands before the next '/' off the front.
std::string take_part(std::string_view& text) {
  const auto slash = text.find('/');
  std::string part(text.substr(0, slash));
  text.remove_prefix(slash == std::string_view::npos ? text.size() : slash + 1);
  return part;
}

}  // namespace

void Housekeeper::turn(const std::stop_token& stop) {
  const SetupPointer setup = live_.setup();
  if (!setup->store) return;
  const store::Millis now = live_.clocks.wall_ms();
  report_lost(*setup->store, now);
  remove_old(*setup->store, now);
  if (setup->sign_in) use_idle_tokens(*setup, now, stop);
}

/// Those that were begun so long ago that no live process can still be waiting for the org.
void Housekeeper::report_lost(store::Store& store, store::Millis now) {
  const auto lost = store.saves().lose_track(now - millis(limits::kSaveLost), now);
  if (!lost) return tell("saves", lost.fault());
  for (const store::Save& save : *lost) report(save);
}

void Housekeeper::report(const store::Save& save) {
  std::string_view owner = save.owner;
  std::string_view request = save.request;
  audit::Entry entry{"save lost"};
  entry.organization = take_part(owner);
  entry.user = owner;
  entry.object = take_part(request);
  entry.record = take_part(request);
  live_.note("a save ended without an answer, so Salesforce may have it or not; look there: " + entry.object + " " +
             (entry.record.empty() ? "(new)" : entry.record) + ", asked for by " + save.owner);
  if (!live_.audit.journal) return;
  const Done written = live_.audit.journal->record(entry);
  if (!written) tell("audit journal", written.fault());
}

void Housekeeper::remove_old(store::Store& store, store::Millis now) {
  const auto answers = store.repeatable_calls().remove_expired(now);
  if (!answers) tell("answers to repeated calls", answers.fault());
  const auto saves = store.saves().remove_ended(now - millis(limits::kSaveKept));
  if (!saves) tell("saves", saves.fault());
}

void Housekeeper::use_idle_tokens(const Setup& setup, store::Millis now, const std::stop_token& stop) {
  std::erase_if(failed_, [now](const auto& one) { return now - one.second > millis(limits::kIdleTokenPause); });
  const auto names = setup.store->tokens().unchanged_since(now - millis(limits::kTokenIdle), limits::kIdleTokensLooked);
  if (!names) return tell("tokens", names.fault());
  int used = 0;
  for (const std::string& name : *names) {
    if (used == limits::kIdleTokensUsed || stop.stop_requested()) return;
    if (failed_.contains(name)) continue;
    ++used;
    if (!use(setup, name, stop)) failed_.emplace(name, now);
  }
}

/// Gets a new token with the refresh token; false where that fails.
bool Housekeeper::use(const Setup& setup, const std::string& name, const std::stop_token& stop) {
  std::string_view rest = name;
  oauth::UserTokens* app = setup.sign_in->find(take_part(rest));
  if (!app) return false;  // of an app that has no sign-in any more
  const std::string organization = take_part(rest);
  const oauth::TokenOwner owner{organization, std::string(rest)};
  const auto current = app->token(owner, nullptr, stop);
  const auto next = current ? app->token(owner, current->secret.get(), stop) : current;
  if (!next) tell("a sign-in that nobody has used for weeks", next.fault());
  return static_cast<bool>(next);
}

void Housekeeper::tell(std::string_view what, const Fault& fault) {
  live_.note("housekeeping of " + std::string(what) + ": " + fault.text());
}

}  // namespace presave::server::api
