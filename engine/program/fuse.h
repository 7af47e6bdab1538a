// Superinstructions: the most frequent short sequences, as one instruction each.
#pragma once

#include "engine/program/program.h"

namespace presave::program {

/// Replaces the instructions from `begin` on and the call that would follow them by one instruction, where
/// there is one for them: a field compared with a constant, a field tested for blank. It fails only where the field
/// cannot be read, so it keeps the place of the field in the source. False when there is none.
bool fuse_call(Program& program, std::size_t begin, functions::Call call);

/// Replaces the instructions from `begin` on, which compute the `count` cases and results of a CASE, by one
/// kChoose. False when they are not a constant each: the last instructions may be constants and yet belong to an
/// IF, whose jump passes them.
bool fuse_cases(Program& program, std::size_t begin, std::size_t count, bool blank_matches);

}  // namespace presave::program
