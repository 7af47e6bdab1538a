// What the process tells its caller. The list is written here once and printed by --help.
#pragma once

namespace presave::cli {

enum ExitCode : int {
  kAllPass = 0,
  kFailures = 1,
  kUsage = 2,
  kInput = 3,
};

inline constexpr const char* kExitCodesHelp =
    "Exit codes:\n"
    "  0  all went well: every row passes, every rule compiles, lint has notes at most, diff finds no change\n"
    "  1  some row fails, is undetermined or unreadable, some rule does not compile, lint warns, diff finds a change, or doctor a failure\n"
    "  2  the command line is wrong\n"
    "  3  a file is missing or malformed; the message says where";

}  // namespace presave::cli
