// The doctor's door: looks at everything that a server will stand on before it is started, and at why one that runs does
// not work. Changes nothing but what opening the store does (it is created where it is not there).
#pragma once

#include "server/doctor/diagnosis.h"
#include "server/serve.h"

namespace presave::server::doctor {

/// Looks at the configuration and this machine; with `online` also at the orgs, where the integration users sign in and
/// spend two API calls each, and one for each object that is looked at.
void examine(const ServeOptions& options, bool online, const Tell& tell);

}  // namespace presave::server::doctor
