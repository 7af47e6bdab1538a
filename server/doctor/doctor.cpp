#include "server/doctor/doctor.h"

#include "server/doctor/configuration.h"
#include "server/doctor/machine.h"
#include "server/doctor/orgs.h"
#include "server/plan.h"

namespace presave::server::doctor {

void examine(const ServeOptions& options, bool online, const Tell& tell) {
  const Plan plan = make_plan(options);
  look_at_configuration(plan, tell);
  look_at_machine(plan, tell);
  if (!online) return;
  if (plan.setup) {
    look_at_orgs(plan, tell);
  } else {
    tell({Grade::kWarning, "orgs", "not asked: the configuration has mistakes", "mend those first"});
  }
}

}  // namespace presave::server::doctor
