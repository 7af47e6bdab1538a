// Checked tree to program: constants are folded, lazy forms become jumps.
#pragma once

#include "engine/check/checker.h"
#include "engine/program/program.h"
#include "engine/syntax/tree.h"

namespace presave::program {

/// How blank number fields read in this formula. A rule has no choice: blanks stay blank.
enum class Blanks : std::uint8_t { kStay, kAreZero };

/// A traced program says the value of every node that it evaluates (run::Fields::trace): nothing is folded or fused.
enum class Tracing : bool { kOff, kOn };

/// Compiles a tree that was checked without a diagnostic. Linear in the tree.
Program compile(const syntax::Tree& tree, const check::Facts& facts, Blanks blanks,
                functions::View view = functions::View::kRule, Tracing tracing = Tracing::kOff);

/// True when the API may show another result for this formula than a rule computes, besides blanks for faults.
bool depends_on_view(const syntax::Tree& tree, const check::Facts& facts);

}  // namespace presave::program
