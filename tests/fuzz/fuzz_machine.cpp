// A formula (all after the first line) over a random record (whose seed is the first line): the machine against the
// slow, obvious walker of tests/property, in both readings of blanks and both views, traced and untraced; and what is
// printed of the formula against what that parses to.
#include "tests/fuzz/targets.h"
#include "tests/property/trial.h"

namespace presave::fuzz {
namespace {

// FNV-1a: any line is a seed.
std::uint64_t seed_of(std::string_view line) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : line) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

}  // namespace

void fuzz_machine(std::string_view input) {
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) return;
  const std::optional<property::Subject> subject = property::understand(input.substr(end + 1));
  if (!subject) return;
  must(property::print_mismatch(subject->tree).empty());
  property::Random random(seed_of(input.substr(0, end)));
  property::Situation situation(random);
  for (const program::Blanks blanks : {program::Blanks::kStay, program::Blanks::kAreZero}) {
    for (const functions::View view : {functions::View::kRule, functions::View::kApi}) {
      must(property::machine_mismatch(*subject, {blanks, view}, situation).empty());
    }
  }
}

}  // namespace presave::fuzz
