#include "cli/serve_word.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/doctor_word.h"
#include "cli/exit_code.h"
#include "server/audit/journal.h"
#include "server/serve.h"

namespace presave::cli {

namespace {

/// Follows the journal's chain, and says how far it reaches or where it breaks.
int verify_audit(const std::vector<std::string>& files) {
  const auto verified = server::audit::verify(files);
  if (!verified) {
    std::fprintf(stderr, "%s\n", verified.fault().text().c_str());
    return verified.fault().code == FaultCode::kNotFound ? kInput : kFailures;
  }
  if (verified->last == 0) {
    std::puts("OK: no lines");
    return kAllPass;
  }
  std::printf("OK: lines %llu to %llu, %llu of them after a repair; digest %s\n",
              static_cast<unsigned long long>(verified->first), static_cast<unsigned long long>(verified->last),
              static_cast<unsigned long long>(verified->repaired), verified->digest.c_str());
  return kAllPass;
}

void add_audit(CLI::App& app, int& exit_code) {
  const auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("audit", "Look at the journal of who validated and saved what");
  command->require_subcommand(1);
  CLI::App* verify = command->add_subcommand("verify", "Follow the chain of its lines: nothing changed, nothing missing");
  verify->add_option("files", *files, "Files of the journal, oldest first: audit.jsonl.1 audit.jsonl")->required();
  command->footer("Example:\n  presave audit verify audit.jsonl.1 audit.jsonl");
  verify->callback([files, &exit_code] { exit_code = verify_audit(*files); });
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  add_audit(app, exit_code);
  add_doctor(app, exit_code);
  const auto kept = std::make_shared<server::ServeOptions>();
  server::ServeOptions& options = *kept;
  CLI::App* command = app.add_subcommand("serve", "Serve the Canvas app and decide records over HTTP");
  add_what_is_served(*command, options);
  command->add_flag("--check-config", options.check_only, "Only say whether the configuration is good");
  const auto print = std::make_shared<bool>(false);
  command->add_flag("--print-config", *print, "Only print a commented presave.toml");
  command->footer(
      "Examples:\n  presave serve --config presave.toml\n  presave serve --bundle bundle.json --web web/dist --frame-ancestor "
      "https://example.my.salesforce.com");
  command->callback([kept, print, &exit_code] {
    if (!*print) {
      exit_code = server::serve(*kept);
      return;
    }
    std::fputs(server::example_config().c_str(), stdout);  // main() looks whether it was written
    exit_code = server::kServeStopped;
  });
}

}  // namespace presave::cli
