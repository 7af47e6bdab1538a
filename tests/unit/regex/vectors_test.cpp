// java.util.regex's own answers, written by tests/vectors/generate/Regex.java. PRESAVE_REGEX_VECTORS names
// another file of the same form, for longer runs of the random generator.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/regex/regex.h"

namespace presave {
namespace {

std::string answer_of(const nlohmann::json& vector) {
  const auto compiled = Regex::compile(vector["pattern"].get<std::string>());
  if (std::holds_alternative<RegexError>(compiled)) return "error";
  if (!vector.contains("text")) return "compiles";
  switch (std::get<Regex>(compiled).matches(vector["text"].get<std::string>())) {
    case Regex::Match::kYes: return "true";
    case Regex::Match::kNo: return "false";
    case Regex::Match::kTooComplex: return "too complex";
  }
  return "";
}

TEST(RegexVectors, AnswerAsJavaDoes) {
  const char* other = std::getenv("PRESAVE_REGEX_VECTORS");
  const std::string path = other != nullptr ? other : PRESAVE_REGEX_VECTORS;
  std::ifstream file(path);
  ASSERT_TRUE(file) << "cannot read " << path;
  int count = 0;
  int wrong = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const nlohmann::json vector = nlohmann::json::parse(line);
    const std::string expected = vector.contains("error") ? "error" : vector["matches"].dump();
    const std::string answer = answer_of(vector);
    if (answer != expected && ++wrong <= 20) ADD_FAILURE() << line << "\nanswered " << answer;
  }
  EXPECT_EQ(wrong, 0) << "of " << count;
  EXPECT_GE(count, 2000) << path << " is not whole";
}

}  // namespace
}  // namespace presave
