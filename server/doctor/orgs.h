// The orgs, as they answer now: whether they can be reached, whether the clocks agree, whether the integration users can
// sign in, call the API and save the bundle's objects.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "server/doctor/diagnosis.h"
#include "server/plan.h"

namespace presave::server::doctor {

void look_at_orgs(const Plan& plan, const Tell& tell);

/// The difference of this clock to a Date header (RFC 9110, IMF-fixdate); nothing where that is none.
std::optional<std::chrono::seconds> ahead_of(std::string_view date, std::chrono::system_clock::time_point now);

}  // namespace presave::server::doctor
