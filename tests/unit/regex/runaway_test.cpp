// Which patterns are called slow: those that are, and none that is not.
#include "engine/regex/runaway.h"

#include <gtest/gtest.h>

namespace presave::regex {
namespace {

TEST(Runaway, RepetitionsThatShareCharactersInALoop) {
  for (const char* pattern :
       {"(a+)+", "(a*)*", "([a-z]+\\.?)*x", "(\\d|\\w)*", "(\\w+\\s?)+", "(\\w+\\s\\w+)*", "(?:a{1,3})+b",
        "((a+)b?)+", "(\\d+-?\\d+){20}", "(a+|b)+", "(x+x+)+y"}) {
    EXPECT_TRUE(can_run_away(pattern)) << pattern;
  }
}

TEST(Runaway, WhatKeepsThemApart) {
  for (const char* pattern :
       {"a+", "([a-z]+\\.)+", "(\\d{3}-)*", "(a+b+)+", "(a++)+", "((?>a+)b?)+", "(a+){1,3}", "(a|b)*",
        "(\\w+\\s)+\\w+", "\\d+\\d+", "(a?)*", "[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,4}",
        "(([a-zA-Z0-9\\-]+\\.)+)([a-zA-Z]{2,4})", "(*", "(\\b\\w+\\b\\s*)+"}) {
    EXPECT_FALSE(can_run_away(pattern)) << pattern;
  }
}

}  // namespace
}  // namespace presave::regex
