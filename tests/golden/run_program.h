// The program itself, run as a person runs it.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

namespace presave::test {

struct Ran {
  int exit_code = -1;
  std::string output;
};

/// Runs the program in a folder and keeps what it prints, on both streams unless told.
inline Ran run(const std::string& arguments, const std::string& errors_to = "2>&1", const std::string& folder = ".") {
  const std::string command = "cd '" + folder + "' && '" PRESAVE_BINARY "' " + arguments + ' ' + errors_to;
  std::FILE* pipe = popen(command.c_str(), "r");
  Ran ran;
  std::array<char, 4096> part;
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) ran.output.append(part.data(), size);
  ran.exit_code = WEXITSTATUS(pclose(pipe));
  return ran;
}

/// A path as one word of a command line.
inline std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

}  // namespace presave::test
