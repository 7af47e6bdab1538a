// Whole orgs: the example org always, public projects where PRESAVE_SHARED_DIR holds them.
#include <gtest/gtest.h>

#include "engine/presave.h"
#include "metadata/import.h"

namespace presave {
namespace {

struct WholeOrg {
  std::string folder;
  bool shared;
  std::size_t rules;
  std::size_t active_rules;
  std::size_t formula_fields;
};

class Orgs : public testing::TestWithParam<WholeOrg> {
 protected:
  void SetUp() override {
    const std::filesystem::path shared = PRESAVE_SHARED_DIR;
    if (!GetParam().shared) {
      folder_ = std::filesystem::path(PRESAVE_PROJECT_DIR) / "examples" / GetParam().folder;
    } else if (shared.empty()) {
      GTEST_SKIP() << "PRESAVE_SHARED_DIR is not set, so there is no " << GetParam().folder << " to read";
    } else {
      folder_ = shared / "orgs" / GetParam().folder;
    }
  }

  std::filesystem::path folder_;
};

TEST_P(Orgs, EverythingIsTakenOver) {
  const auto org = metadata::import_source(folder_);
  ASSERT_TRUE(org) << org.fault().text();
  std::size_t rules = 0;
  std::size_t formula_fields = 0;
  for (const auto& [name, object] : org->objects) {
    rules += object.rules.size();
    for (const auto& [field_name, field] : object.fields) formula_fields += field.is_formula() ? 1u : 0u;
  }
  EXPECT_EQ(rules, GetParam().rules);
  EXPECT_EQ(formula_fields, GetParam().formula_fields);
}

TEST_P(Orgs, TheBundleIsTheSameEveryTime) {
  const auto once = metadata::import_source(folder_);
  const auto again = metadata::import_source(folder_);
  ASSERT_TRUE(once && again);
  const std::string document = write_bundle(*once);
  EXPECT_EQ(document, write_bundle(*again));
  const auto read = read_bundle(document);
  ASSERT_TRUE(read) << read.fault().text();
  EXPECT_EQ(document, write_bundle(*read));
}

TEST_P(Orgs, EveryRuleAndFormulaFieldCompiles) {
  auto org = metadata::import_source(folder_);
  ASSERT_TRUE(org) << org.fault().text();
  const auto bundle = Bundle::compile(std::move(*org));
  ASSERT_TRUE(bundle) << bundle.fault().text();
  for (const Finding& finding : bundle->findings()) {
    ADD_FAILURE() << finding.object << '.' << finding.name << ": " << finding.message;
  }
  EXPECT_EQ(bundle->compiled_rules(), GetParam().active_rules);
  EXPECT_EQ(bundle->compiled_formula_fields(), GetParam().formula_fields);
}

INSTANTIATE_TEST_SUITE_P(All, Orgs,
                         testing::Values(WholeOrg{"org", false, 44, 43, 8}, WholeOrg{"pmm", true, 13, 13, 15},
                                         WholeOrg{"action-plans", true, 8, 8, 5},
                                         WholeOrg{"dreamhouse", true, 0, 0, 5}),
                         [](const auto& org) {
                           std::string name = org.param.folder;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace presave
