// Superinstructions: the most frequent short sequences, as one instruction each.
#pragma once

#include "engine/program/program.h"

namespace presave::program {

/// Replaces the instructions from `begin` on and the call that would follow them by one instruction, where
/// there is one for them: a field compared with a constant, a field tested for blank. It fails only where the field
/// cannot be read, so it keeps the place of the field in the source. False when there is none.
bool fuse_call(Program& program, std::size_t begin, functions::Call call);

/// Replaces the last `count` instructions by one kChoose when all are constants: the cases and results of a
/// CASE. False when one is not.
bool fuse_cases(Program& program, std::size_t count, bool blank_matches);

}  // namespace presave::program
