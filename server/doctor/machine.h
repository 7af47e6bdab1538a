// The machine under the server: whose process this is, its clock, its disk, its port.
#pragma once

#include "server/doctor/diagnosis.h"
#include "server/plan.h"

namespace presave::server::doctor {

void look_at_machine(const Plan& plan, const Tell& tell);

/// Whether a file can be written, and whether its disk has room. `what` names it: "store".
Diagnosis look_at_file(const std::string& what, const std::string& file);

/// Whether the port can be opened.
Diagnosis look_at_port(const std::string& address, std::uint16_t port);

}  // namespace presave::server::doctor
