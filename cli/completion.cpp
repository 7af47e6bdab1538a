#include "cli/completion.h"

#include "engine/base/join.h"

namespace presave::cli {
namespace {

std::string command_names(const std::vector<CompletedCommand>& commands) {
  std::string names;
  for (const CompletedCommand& command : commands) names += (names.empty() ? "" : " ") + command.name;
  return names;
}

std::string option_names(const CompletedCommand& command) {
  std::string names;
  for (const CompletedOption& option : command.options) names += (names.empty() ? "" : " ") + option.name;
  return names;
}

std::string bash_script(const std::vector<CompletedCommand>& commands) {
  std::string cases;
  for (const CompletedCommand& command : commands) {
    cases += join({"    ", command.name, ") options=\"", option_names(command), "\" ;;\n"});
  }
  return join({"# bash completion of presave: source it, or put it into ~/.local/share/bash-completion/completions/presave\n"
               "_presave() {\n"
               "  local word=\"${COMP_WORDS[COMP_CWORD]}\" options=\"--help --version\"\n"
               "  case \"${COMP_WORDS[1]}\" in\n",
               cases,
               "  esac\n"
               "  if [[ $word == -* ]]; then\n"
               "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
               "  elif ((COMP_CWORD == 1)); then\n"
               "    COMPREPLY=($(compgen -W \"", command_names(commands), "\" -- \"$word\"))\n"
               "  else\n"
               "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
               "  fi\n"
               "}\n"
               "complete -o filenames -F _presave presave\n"});
}

// Within single quotes of fish, where only ' and \ mean something.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string fish_script(const std::vector<CompletedCommand>& commands) {
  std::string script = "# fish completion of presave: put it into ~/.config/fish/completions/presave.fish\n";
  for (const CompletedCommand& command : commands) {
    script += join({"complete -c presave -f -n __fish_use_subcommand -a ", command.name, " -d ", quoted(command.description), "\n"});
    for (const CompletedOption& option : command.options) {
      script += join({"complete -c presave -n '__fish_seen_subcommand_from ", command.name, "' -l ", option.name.substr(2),
                      option.letter.empty() ? "" : " -s ", option.letter, " -d ", quoted(option.description), "\n"});
    }
  }
  return script;
}

}  // namespace

std::string completion_script(const std::vector<CompletedCommand>& commands, Shell shell) {
  switch (shell) {
    case Shell::kBash: return bash_script(commands);
    case Shell::kFish: return fish_script(commands);
    case Shell::kZsh: break;
  }
  // zsh runs bash's own way of completing.
  return join({"#compdef presave\nautoload -U +X bashcompinit && bashcompinit\n", bash_script(commands)});
}

}  // namespace presave::cli
