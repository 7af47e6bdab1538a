// The command line: which words there are, what they take, and who does the work.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/check_command.h"
#include "cli/compile_command.h"
#include "cli/completion.h"
#include "cli/describe_command.h"
#include "cli/diff_command.h"
#include "cli/exit_code.h"
#include "cli/explain_command.h"
#include "cli/lint_command.h"
#include "cli/map_command.h"
#include "cli/requirements_command.h"
#include "cli/run_command.h"
#include "cli/serve_word.h"
#include "cli/terminal.h"
#include "cli/test/command.h"
#include "engine/check/nearest.h"

namespace presave::cli {
namespace {

void add_org_input(CLI::App& command, OrgInput& input) {
  CLI::Option_group* group =
      command.add_option_group("org", "Where the org's rules are; default: the SFDX project in this folder");
  group->add_option("--bundle", input.bundle, "Bundle made by `presave compile`")->type_name("FILE");
  group
      ->add_option("--source", input.source,
                   "SFDX project or metadata folder, compiled on the spot; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  group->require_option(0, 1);
}

void add_source_form(CLI::App& command, SourceOptions& options) {
  command.add_option("--separator", options.separator, "What separates cells: comma, semicolon, tab or bar")
      ->capture_default_str();
  command
      .add_option("--encoding", options.encoding,
                  "Of a file without a byte order mark: UTF-8, UTF-16LE, UTF-16BE or windows-1252")
      ->capture_default_str();
  command.add_flag("--lenient", options.lenient, "Repair what is out of order in the file, and say so");
}

void add_outcome_files(CLI::App& command, OutcomeFiles& files) {
  command
      .add_option("--accepted", files.accepted,
                  "CSV file to write: the rows that pass, as Bulk API 2.0 takes them (#N/A where a field becomes blank)")
      ->type_name("FILE");
  command
      .add_option("--undetermined", files.undetermined,
                  "CSV file to write, like --accepted: rows that no rule refuses, but that only the org can decide; without it they "
                  "are rejected")
      ->type_name("FILE");
  command
      .add_option("--rejected", files.rejected,
                  "CSV file to write: all other rows, each with its line and every reason in front")
      ->type_name("FILE");
  command.add_option("--report", files.report, "HTML page to write: how many rows which rules refuse, and why")
      ->type_name("FILE");
}

void add_compile(CLI::App& app, CompileOptions& options, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("compile", "Compile an org's source to a bundle and report what was found");
  command->add_option("folders", options.folders, "SFDX projects or metadata folders that make one org")
      ->type_name("DIR")
      ->required();
  command
      ->add_option("-o,--output", options.output,
                   "Where the bundle goes (- is standard output); none: only report")
      ->type_name("FILE");
  command->add_option("--name", options.name, "Name of the org; default: the project's");
  command->add_flag("-v,--verbose", options.verbose, "Name everything that was left out");
  command->add_flag("--json", options.json, "Report as one JSON document");
  command->footer("Example:\n  presave compile examples/org -o bundle.json");
  command->callback([&options, &exit_code] { exit_code = compile_command(options); });
}

void add_check(CLI::App& app, CheckOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("check", "Check every row of a CSV file against an org's rules");
  command->add_option("--object", options.object, "API name of the rows' object")->required();
  add_org_input(*command, options.org);
  command->add_option("--operation", options.operation, "What would be done with the rows: insert or update")
      ->check(CLI::IsMember({"insert", "update"}))
      ->capture_default_str();
  command
      ->add_option("--context", options.context, "JSON file with user, permissions, time (docs/documents.md)")
      ->type_name("FILE");
  add_source_form(*command, options.source);
  command->add_flag("--bulk", options.bulk,
                    "The file is one for Bulk API 2.0: an empty cell leaves its field as it is, or gives it its default; #N/A is blank");
  command->add_flag("--json", options.json, "One JSON object a line");
  add_outcome_files(*command, options.files);
  command
      ->add_option("data", options.source.data,
                   "CSV file (- is standard input). The first line names fields, or fields of parents: "
                   "Program__r.StartDate__c. An empty cell is a blank field")
      ->required();
  command->footer("Example:\n  presave check --object Rental__c --source examples/org rentals.csv");
  command->callback([&options, &exit_code] { exit_code = check_command(options); });
}

void add_describe(CLI::App& app, DescribeOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("describe", "List an org's objects, or describe one as JSON");
  command->add_option("--object", options.object, "API name of the object to describe");
  add_org_input(*command, options.org);
  command->footer("Example:\n  presave describe --bundle bundle.json --object Rental__c");
  command->callback([&options, &exit_code] { exit_code = describe_command(options); });
}

void add_lint(CLI::App& app, LintOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("lint", "Find rules that cannot mean what they say: never or always TRUE, values that do not exist");
  command->add_option("path", options.paths, "SFDX projects or metadata folders that make one org, or a bundle; default: this folder");
  CLI::Option* rules = command->add_flag("--rules", options.rules, "List what is looked for");
  CLI::Option* json = command->add_flag("--json", options.json, "One JSON document");
  command->add_flag("--sarif", options.sarif, "One SARIF 2.1.0 log, for code hosts and editors")->excludes(json)->excludes(rules);
  json->excludes(rules);
  command->footer("Example:\n  presave lint examples/org");
  command->callback([&options, &exit_code] { exit_code = lint_command(options); });
}

void add_requirements(CLI::App& app, RequirementsOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("requirements", "Say what to load so that every rule of an object can be decided");
  command->add_option("object", options.object, "API name of the object")->required();
  add_org_input(*command, options.org);
  CLI::Option* soql = command->add_flag("--soql", options.soql, "Only a query that loads it");
  command->add_flag("--ui", options.ui, "Only its UI API field names, one a line")->excludes(soql);
  command->footer("Example:\n  presave requirements Rental__c --source examples/org --soql");
  command->callback([&options, &exit_code] { exit_code = requirements_command(options); });
}

void add_explain(CLI::App& app, ExplainOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "explain", "Show a rule's formula with the values of a record under it, and what would make the rule pass");
  command->add_option("rule", options.rule, "The rule, or OBJECT.RULE where several objects have one of that name")
      ->required();
  command
      ->add_option("record", options.record,
                   "JSON file with a record or a whole request (docs/documents.md); - is standard input")
      ->required();
  add_org_input(*command, options.org);
  command->add_option("--prior", options.prior, "JSON file with the record before the change: an update")
      ->type_name("FILE");
  command
      ->add_option("--context", options.context, "JSON file with user, permissions, time (docs/documents.md)")
      ->type_name("FILE");
  command->add_flag("--open", options.open, "Show how the formula fields in it are computed, too");
  command->add_flag("--json", options.json, "The explanation as one JSON document");
  command->footer("Example:\n  presave explain Rental__c.At_Most_Ninety_Days rental.json --source examples/org --open");
  command->callback([&options, &exit_code] { exit_code = explain_command(options); });
}

CLI::Option* add_mapping(CLI::App& command, std::filesystem::path& mapping, SdlTarget& sdl) {
  CLI::Option* option = command.add_option("mapping", mapping, "Mapping, YAML or JSON (docs/mappings.md), or Data Loader's .sdl")->required();
  command.add_option("--object", sdl.object, "Of an .sdl file: API name of the records' object");
  command.add_option("--operation", sdl.operation, "Of an .sdl file: insert, update, upsert or delete")->capture_default_str();
  command.add_option("--external-id", sdl.external_id, "Of an .sdl file, for an upsert: API name of the external id");
  return option;
}

void add_map(CLI::App& app, MapOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("map", "Check a mapping against an org, before a row is read; or propose one");
  CLI::Option* mapping = add_mapping(*command, options.mapping, options.sdl);
  CLI::Option* suggest = command->add_option("--suggest", options.source.data, "Propose a mapping for this CSV file to --object, for you to edit")
                             ->type_name("FILE")
                             ->excludes(mapping);
  mapping->required(false);
  command->add_flag("--json", options.json, "The mapping as one JSON document, as the server and the npm package read it")->excludes(suggest);
  add_org_input(*command, options.org);
  add_source_form(*command, options.source);
  command->footer(
      "Examples:\n  presave map examples/org/mappings/customers.yaml --source examples/org\n  presave map --suggest "
      "examples/org/mappings/customers.csv --separator semicolon --object Customer__c --source examples/org > mine.yaml");
  command->callback([&options, suggest, mapping, &exit_code] {
    if (suggest->count() + mapping->count() == 0) throw CLI::RequiredError("mapping");
    exit_code = map_command(options);
  });
}

void add_foreign_rows(CLI::App& command, SourceOptions& options) {
  command.add_option("data", options.data, "Rows: .jsonl and .ndjson are JSON Lines, .json holds them in an array (source.rows of the mapping), anything else is CSV (- is standard input)")->required();
}

void add_run(CLI::App& app, RunOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("run", "Put foreign rows through a mapping and the org's rules, and sort them");
  add_mapping(*command, options.mapping, options.sdl);
  add_foreign_rows(*command, options.source);
  add_org_input(*command, options.org);
  command->add_option("--as", options.upsert_as, "What an upsert's rows are decided as: insert, update, or both")
      ->check(CLI::IsMember({"insert", "update", "both"}))
      ->capture_default_str();
  command->add_option("--context", options.context, "JSON file with user, permissions, time (docs/documents.md)")->type_name("FILE");
  add_source_form(*command, options.source);
  command->add_flag("--json", options.json, "One JSON object a line for each row");
  add_outcome_files(*command, options.files);
  command->footer(
      "Example:\n  presave run examples/org/mappings/customers.yaml examples/org/mappings/customers.csv --separator semicolon "
      "--source examples/org --accepted ok.csv --rejected bad.csv --report report.html");
  command->callback([&options, &exit_code] { exit_code = run_command(options); });
}

void add_transform(CLI::App& app, TransformOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("transform", "Turn foreign rows into records, as a mapping says: JSON Lines on standard output");
  add_mapping(*command, options.mapping, options.sdl);
  add_foreign_rows(*command, options.source);
  add_org_input(*command, options.org);
  add_source_form(*command, options.source);
  command->footer("Example:\n  presave transform examples/org/mappings/customers.yaml examples/org/mappings/customers.csv --separator semicolon --source examples/org");
  command->callback([&options, &exit_code] { exit_code = transform_command(options); });
}

void add_diff(CLI::App& app, DiffOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("diff", "Say in words what changed between two states of an org's rules");
  command->add_option("before", options.before, "Bundle, SFDX project or metadata folder")->required();
  command->add_option("after", options.after, "The same, later")->required();
  CLI::Option* json = command->add_flag("--json", options.json, "One JSON document");
  command->add_flag("--markdown", options.markdown, "For the description of a pull request")->excludes(json);
  command->footer("Example:\n  presave diff bundle.json examples/org\n\nEnds with 0 where nothing differs, with 1 where something does.");
  command->callback([&options, &exit_code] { exit_code = diff_command(options); });
}

void add_test(CLI::App& app, TestOptions& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("test", "Run the org's rule tests and say which conditions they show");
  command->add_option("path", options.path, "A test file (.yaml, .yml, .json; docs/rule-tests.md), or a folder of them")
      ->capture_default_str();
  add_org_input(*command, options.org);
  command->add_flag("-v,--verbose", options.verbose, "Name every case and every condition that is not shown");
  CLI::Option* json = command->add_flag("--json", options.json, "Report as one JSON document");
  command
      ->add_option("--min-coverage", options.min_coverage, "Fail below this share of conditions seen both ways, in percent")
      ->check(CLI::Range(0.0, 100.0));
  command->add_option("--html", options.html, "Write the coverage as one HTML page")->type_name("FILE");
  command->add_option("--lcov", options.lcov, "Write the coverage as an LCOV tracefile")->type_name("FILE");
  command->add_option("--junit", options.junit, "Write the cases as JUnit's XML")->type_name("FILE");
  command
      ->add_flag("--generate", options.generate,
                 "Propose cases that show more, with values from the conditions, as files beside the tests")
      ->excludes(json);
  command->footer("Example:\n  presave test examples/org/rule-tests --source examples/org --min-coverage 100");
  command->callback([&options, &exit_code] { exit_code = test_command(options); });
}

void collect_options(const CLI::App& app, std::vector<CompletedOption>& options) {
  for (const CLI::Option* option : app.get_options()) {
    const std::vector<std::string>& letters = option->get_snames();
    for (const std::string& name : option->get_lnames()) {
      options.push_back({"--" + name, letters.empty() ? "" : letters.front(), option->get_description()});
    }
  }
}

/// What the command line offers, for shells to complete.
std::vector<CompletedCommand> offered_by(const CLI::App& app) {
  const auto all = [](const CLI::App*) { return true; };
  std::vector<CompletedCommand> commands;
  for (const CLI::App* command : app.get_subcommands(all)) {
    CompletedCommand& completed = commands.emplace_back(CompletedCommand{command->get_name(), command->get_description(), {}});
    collect_options(*command, completed.options);
    for (const CLI::App* group : command->get_subcommands(all)) collect_options(*group, completed.options);
    // A group repeats what its command has.
    const auto by_name = [](const CompletedOption& a, const CompletedOption& b) { return a.name < b.name; };
    const auto same_name = [](const CompletedOption& a, const CompletedOption& b) { return a.name == b.name; };
    std::sort(completed.options.begin(), completed.options.end(), by_name);
    completed.options.erase(std::unique(completed.options.begin(), completed.options.end(), same_name), completed.options.end());
  }
  return commands;
}

void add_completion(CLI::App& app, std::string& shell) {
  CLI::App* command = app.add_subcommand("completion", "Print a script with which a shell completes this command line");
  command->add_option("shell", shell, "bash, fish or zsh")->required()->check(CLI::IsMember(kShells));
  command->footer("Example:\n  source <(presave completion bash)");
  command->callback([&app, &shell] { std::fputs(completion_script(offered_by(app), kShells.at(shell)).c_str(), stdout); });
}

/// What to write instead of a word that is no command; empty where nothing is near.
std::string advice_for(const CLI::App& app, const std::string& word) {
  check::Nearest nearest(word);
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) nearest.offer(command->get_name());
  return nearest.name().empty() ? std::string() : "; did you mean " + nearest.name() + "?";
}

/// Says what is wrong with the command line, which command was meant, and how it is written.
std::string usage_mistake(const CLI::App* app, const CLI::Error& error) {
  const std::vector<CLI::App*> commands = app->get_subcommands();
  if (!commands.empty()) {
    const std::string name = "presave " + commands.front()->get_name();
    return name + ": " + printable(error.what()) + '\n' + commands.front()->get_footer() + "\n`" + name +
           " --help` says more.\n";
  }
  const std::vector<std::string> words = app->remaining();
  const std::string what = words.empty() ? "a command is missing" : printable(words.front()) + " is no command" + advice_for(*app, words.front());
  return "presave: " + what + "\n`presave --help` lists the commands.\n";
}

/// False when the answer did not reach standard output whole: a full disk must not look like a success.
bool written() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  std::fputs("presave: standard output cannot be written; is the disk full?\n", stderr);
  return false;
}

int run(int argc, char** argv) {
  CLI::App app("Decides Salesforce records by their org's own rules, before they are saved", "presave");
  app.set_version_flag("--version", "presave " PRESAVE_VERSION);
  app.require_subcommand(1);
  app.footer(
      std::string("Example:\n  presave check --object Rental__c --source examples/org rentals.csv\n\n") +
      kExitCodesHelp);
  app.failure_message(usage_mistake);
  CompileOptions compile;
  CheckOptions check;
  DescribeOptions describe;
  LintOptions lint;
  RequirementsOptions requirements;
  MapOptions map;
  TransformOptions transform;
  RunOptions run;
  ExplainOptions explain;
  TestOptions test;
  DiffOptions diff;
  std::string shell;
  int exit_code = kAllPass;
  add_compile(app, compile, exit_code);
  add_check(app, check, exit_code);
  add_describe(app, describe, exit_code);
  add_lint(app, lint, exit_code);
  add_requirements(app, requirements, exit_code);
  add_explain(app, explain, exit_code);
  add_map(app, map, exit_code);
  add_transform(app, transform, exit_code);
  add_run(app, run, exit_code);
  add_test(app, test, exit_code);
  add_diff(app, diff, exit_code);
  add_serve(app, exit_code);
  add_completion(app, shell);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAllPass : kUsage;  // --help and --version come this way too
  }
  return written() ? exit_code : kInput;
}

}  // namespace
}  // namespace presave::cli

int main(int argc, char** argv) {
  return presave::cli::run(argc, argv);
}
