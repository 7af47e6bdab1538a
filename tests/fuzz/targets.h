// The list of everything that is fuzzed: one function a border that strangers' bytes cross. The same list
// serves libFuzzer (libfuzzer.cpp) and the replay of the corpus that every check runs (replay_test.cpp).
#pragma once

#include <array>
#include <string_view>

namespace presave::fuzz {

/// Takes one input. Answers nothing: a crash, a sanitizer's report or a trap is the finding.
using Target = void (*)(std::string_view input);

void fuzz_bundle(std::string_view input);
void fuzz_callout(std::string_view input);
void fuzz_cookie(std::string_view input);
void fuzz_csv(std::string_view input);
void fuzz_form(std::string_view input);
void fuzz_formula(std::string_view input);
void fuzz_guard(std::string_view input);
void fuzz_jwt(std::string_view input);
void fuzz_machine(std::string_view input);
void fuzz_mapping(std::string_view input);
void fuzz_metadata(std::string_view input);
void fuzz_proxy(std::string_view input);
void fuzz_regex(std::string_view input);
void fuzz_request(std::string_view input);
void fuzz_router(std::string_view input);
void fuzz_rule_tests(std::string_view input);
void fuzz_signed_request(std::string_view input);

struct NamedTarget {
  std::string_view name;  ///< also of its folder in corpus/
  Target run;
};

inline constexpr std::array kTargets = {
    NamedTarget{"bundle", fuzz_bundle},
    NamedTarget{"callout", fuzz_callout},
    NamedTarget{"cookie", fuzz_cookie},
    NamedTarget{"csv", fuzz_csv},
    NamedTarget{"form", fuzz_form},
    NamedTarget{"formula", fuzz_formula},
    NamedTarget{"guard", fuzz_guard},
    NamedTarget{"jwt", fuzz_jwt},
    NamedTarget{"machine", fuzz_machine},
    NamedTarget{"mapping", fuzz_mapping},
    NamedTarget{"metadata", fuzz_metadata},
    NamedTarget{"proxy", fuzz_proxy},
    NamedTarget{"regex", fuzz_regex},
    NamedTarget{"request", fuzz_request},
    NamedTarget{"router", fuzz_router},
    NamedTarget{"rule_tests", fuzz_rule_tests},
    NamedTarget{"signed_request", fuzz_signed_request},
};

/// What must hold whatever the input says: traps, so that a fuzzer and a sanitized test see it.
inline void must(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace presave::fuzz
