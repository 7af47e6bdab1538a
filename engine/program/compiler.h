// Checked tree to program: constants are folded, lazy forms become jumps.
#pragma once

#include "engine/check/checker.h"
#include "engine/program/program.h"
#include "engine/syntax/tree.h"

namespace presave::program {

/// How blank number fields read in this formula. A rule has no choice: blanks stay blank.
enum class Blanks : std::uint8_t { kStay, kAreZero };

/// Compiles a tree that was checked without a diagnostic. Linear in the tree.
Program compile(const syntax::Tree& tree, const check::Facts& facts, Blanks blanks);

}  // namespace presave::program
