// What the configuration says, part by part: bundles, apps, who may frame them, certificates, callers.
#pragma once

#include <cstdint>

#include "server/doctor/diagnosis.h"
#include "server/plan.h"

namespace presave::server::doctor {

void look_at_configuration(const Plan& plan, const Tell& tell);

/// How long a certificate of that file still counts at `now` (epoch seconds).
Diagnosis look_at_certificate(const std::string& file, std::int64_t now);

}  // namespace presave::server::doctor
