#include "server/setup/restart.h"

#include <array>
#include <string_view>

namespace presave::server::setup {
namespace {

struct Fixed {
  std::string_view name;
  bool (*same)(const Settings&, const Settings&);
};

template <auto kSection>
bool same_section(const Settings& a, const Settings& b) {
  return a.*kSection == b.*kSection;
}

template <auto kKey>
bool same_key(const Settings& a, const Settings& b) {
  return a.server.*kKey == b.server.*kKey;
}

constexpr std::array kFixed = {
    Fixed{"server.address", same_key<&ServerSettings::address>},
    Fixed{"server.port", same_key<&ServerSettings::port>},
    Fixed{"server.threads", same_key<&ServerSettings::threads>},
    Fixed{"server.announce_seconds", same_key<&ServerSettings::announce>},
    Fixed{"server.drain_seconds", same_key<&ServerSettings::drain>},
    Fixed{"[proxy]", same_section<&Settings::proxy>},
    Fixed{"[limits]", same_section<&Settings::limits>},
    Fixed{"[log]", same_section<&Settings::log>},
    Fixed{"[metrics]", same_section<&Settings::metrics>},
    Fixed{"[audit]", same_section<&Settings::audit>},
};

}  // namespace

std::vector<std::string> waiting_for_restart(const Settings& running, const Settings& read) {
  std::vector<std::string> names;
  for (const Fixed& one : kFixed) {
    if (!one.same(running, read)) names.emplace_back(one.name);
  }
  return names;
}

}  // namespace presave::server::setup
