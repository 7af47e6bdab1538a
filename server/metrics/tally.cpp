#include "server/metrics/tally.h"

namespace presave::server::metrics {
namespace {

/// A family of counters: one sample for each kind.
struct Family {
  std::string_view name;
  std::string_view help;
  std::string_view label;
};

template <class Counters, class Names>
void add(std::vector<Sample>& samples, const Family& family, const Counters& counters, const Names& names) {
  static_assert(std::tuple_size_v<Counters> == std::tuple_size_v<Names>, "each kind has its name");
  for (std::size_t i = 0; i < counters.size(); ++i) {
    samples.push_back({family.name, family.help, "counter", static_cast<double>(counters[i].load()),
                       label(family.label, names[i])});
  }
}

}  // namespace

std::vector<Sample> Tally::samples() const {
  std::vector<Sample> samples;
  add(samples, {"presave_decisions_total", "Records that were decided, by verdict.", "verdict"}, decisions_, kDecisionNames);
  add(samples, {"presave_refusals_total", "Who was not let in or not listened to, by reason.", "reason"}, refusals_, kRefusalNames);
  add(samples, {"presave_saves_total", "Saves, by what became of them.", "result"}, saves_, kSaveEndNames);
  return samples;
}

}  // namespace presave::server::metrics
