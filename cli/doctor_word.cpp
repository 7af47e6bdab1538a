#include "cli/doctor_word.h"

#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/terminal.h"
#include "server/doctor/doctor.h"

namespace presave::cli {
namespace {

using server::doctor::Diagnosis;
using server::doctor::Grade;

struct DoctorOptions {
  server::ServeOptions served;
  bool online = false;
  bool json = false;
};

/// How a grade is said, in the order of the enum.
struct GradeWord {
  std::string_view word;
  std::string_view plural;
  Colour colour;
};
constexpr std::array<GradeWord, 3> kGrades = {{{"fine", "fine", Colour::kGreen},
                                                {"warning", "warnings", Colour::kYellow},
                                                {"failure", "failures", Colour::kRed}}};

const GradeWord& word_of(Grade grade) {
  return kGrades.at(static_cast<std::size_t>(grade));
}

constexpr std::size_t kGradeWidth = 9;
constexpr std::size_t kSubjectWidth = 24;

/// Says each diagnosis as it comes, so that a slow org does not look like a program that hangs.
class Report {
 public:
  explicit Report(bool json) : json_(json), painter_(stdout) {}

  void tell(const Diagnosis& diagnosis) {
    ++counts_.at(static_cast<std::size_t>(diagnosis.grade));
    if (json_) {
      keep(diagnosis);
      return;
    }
    const GradeWord& grade = word_of(diagnosis.grade);
    std::printf("%s%s %s\n", painter_.paint(grade.colour, padded(grade.word, kGradeWidth)).c_str(),
                padded(printable(diagnosis.subject), kSubjectWidth).c_str(), printable(diagnosis.said).c_str());
    if (!diagnosis.next.empty()) {
      const std::string next = "-> " + printable(diagnosis.next);
      std::printf("%s%s\n", std::string(kGradeWidth + kSubjectWidth + 1, ' ').c_str(), painter_.paint(Colour::kBold, next).c_str());
    }
    std::fflush(stdout);
  }

  int end() const {
    if (json_) {
      const nlohmann::ordered_json document{{"checks", checks_}, {"failures", count(Grade::kFailure)}, {"warnings", count(Grade::kWarning)}};
      std::puts(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    } else {
      std::printf("\n%s, %s, %zu fine\n", said(Grade::kFailure).c_str(), said(Grade::kWarning).c_str(), count(Grade::kFine));
    }
    return count(Grade::kFailure) == 0 ? kAllPass : kFailures;
  }

 private:
  std::size_t count(Grade grade) const { return counts_.at(static_cast<std::size_t>(grade)); }
  std::string said(Grade grade) const { return counted(count(grade), word_of(grade).word, word_of(grade).plural); }

  void keep(const Diagnosis& diagnosis) {
    nlohmann::ordered_json check{{"grade", word_of(diagnosis.grade).word}, {"subject", diagnosis.subject}, {"said", diagnosis.said}};
    if (!diagnosis.next.empty()) check["next"] = diagnosis.next;
    checks_.push_back(std::move(check));
  }

  const bool json_;
  const Painter painter_;
  std::array<std::size_t, kGrades.size()> counts_{};
  nlohmann::ordered_json checks_ = nlohmann::ordered_json::array();
};

int doctor(const DoctorOptions& options) {
  Report report(options.json);
  server::doctor::examine(options.served, options.online, [&report](const Diagnosis& diagnosis) { report.tell(diagnosis); });
  return report.end();
}

}  // namespace

void add_what_is_served(CLI::App& command, server::ServeOptions& options) {
  CLI::Option* config =
      command.add_option("--config", options.config_file, "presave.toml: everything in one file")->type_name("FILE");
  command.add_option("--bundle", options.bundle_file, "Bundle made by `presave compile`")->type_name("FILE")->excludes(config);
  command.add_option("--web", options.web_dir, "Folder of the built pages")->type_name("DIR")->excludes(config);
  command.add_option("--address", options.address, "Address to listen on")->capture_default_str();
  command.add_option("--port", options.port, "Port to listen on; 0: any that is free")->capture_default_str();
  command.add_option("--frame-ancestor", options.frame_ancestors, "Origin that may frame the pages; may be repeated")
      ->type_name("ORIGIN")
      ->allow_extra_args(false);
  command.add_option("--organization", options.organizations, "Org id to serve; may be repeated; none: every org")
      ->type_name("ID")
      ->allow_extra_args(false);
  command
      .add_option("--secret-file", options.secret_file,
                  "File with the consumer secret; default: the environment variable PRESAVE_CANVAS_SECRET")
      ->type_name("FILE");
  command.add_option("--threads", options.threads, "Threads; 0: one for each processor")->capture_default_str();
}

void add_doctor(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = app.add_subcommand("doctor", "Look at what the server stands on, and say what to do where something is missing");
  add_what_is_served(*command, options->served);
  command->add_flag("--online", options->online, "Also ask the orgs: reach them, sign the integration users in, compare clocks");
  command->add_flag("--json", options->json, "One JSON document");
  command->footer("Examples:\n  presave doctor --config presave.toml\n  presave doctor --config presave.toml --online");
  command->callback([options, &exit_code] { exit_code = doctor(*options); });
}

}  // namespace presave::cli
