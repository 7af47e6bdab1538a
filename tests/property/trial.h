// One formula on trial: what it is, whether two readings of it agree, and the smallest part of it that shows it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/check/checker.h"
#include "engine/program/compiler.h"
#include "tests/property/world.h"

namespace presave::property {

/// A formula that was parsed and checked.
struct Subject {
  syntax::Tree tree;
  check::Facts facts;
};

/// Parses and checks a formula over the World, where every function may be used; none when it is refused.
std::optional<Subject> understand(std::string_view formula);

/// True when two trees are the same: nodes, names (in any case), literals, operands. Places in the source differ.
bool same_tree(const syntax::Tree& a, const syntax::Tree& b);

/// Empty when `tree` is what its own print parses to, else what came instead. A print that is longer than a
/// formula may be is not held against it.
std::string print_mismatch(const syntax::Tree& tree);

/// How a formula is read.
struct Reading {
  program::Blanks blanks = program::Blanks::kStay;
  functions::View view = functions::View::kRule;
};

/// Empty when machine and walker agree on value, fault, missing field and where it happened, and a traced program
/// with them; else the answers.
std::string machine_mismatch(const Subject& subject, Reading reading, Situation& situation);

using Complaint = std::function<std::string(const Subject&)>;

/// The smallest part of the formula about which `complaint` has something to say, with what it says.
std::string smallest_complaint(const Subject& subject, const Complaint& complaint);

}  // namespace presave::property
