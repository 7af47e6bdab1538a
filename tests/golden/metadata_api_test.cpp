// The same org in both of its formats: whole projects, rewritten from source format to the Metadata API's,
// must give the same bundle.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/presave.h"
#include "metadata/import.h"
#include "metadata/text_file.h"
#include "tests/golden/org_source.h"
#include "tests/golden/temporary_folder.h"

namespace presave {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

constexpr std::string_view kMetaEnding = "-meta.xml";

/// Which element of a CustomObject a decomposed file becomes.
const std::map<std::string, std::string> kElements = {{".field", "fields"},
                                                      {".validationRule", "validationRules"},
                                                      {".recordType", "recordTypes"},
                                                      {".businessProcess", "businessProcesses"}};

std::string text_of(const fs::path& path) {
  const auto text = metadata::read_text_file(path, path.string(), 16u << 20);
  EXPECT_TRUE(text) << text.fault().text();
  return text ? *text : std::string();
}

/// What stands between the root element's tags.
std::string inside_of(const std::string& xml) {
  std::size_t root = xml.find('<');
  while (root != std::string::npos && (xml[root + 1] == '?' || xml[root + 1] == '!'))
    root = xml.find('<', root + 1);
  const std::size_t begin = xml.find('>', root) + 1;
  return xml[begin - 2] == '/' ? std::string() : xml.substr(begin, xml.rfind("</") - begin);
}

/// The objects of a source tree, each with its parts in their places, as the Metadata API writes them.
std::map<std::string, std::string> composed_objects(const std::vector<fs::path>& files) {
  std::map<std::string, std::string> objects;
  for (const fs::path& file : files) {
    const fs::path stem =
        file.filename().string().substr(0, file.filename().string().size() - kMetaEnding.size());
    if (stem.extension() == ".object") objects[stem.stem().string()] += inside_of(text_of(file));
    const auto element = kElements.find(stem.extension().string());
    if (element == kElements.end()) continue;
    objects[file.parent_path().parent_path().filename().string()] +=
        "<" + element->second + ">" + inside_of(text_of(file)) + "</" + element->second + ">\n";
  }
  return objects;
}

void write_metadata_api(const fs::path& project, const TemporaryFolder& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(project)) {
    if (entry.path().string().ends_with(kMetaEnding)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& [name, inside] : composed_objects(files)) {
    folder.write("src/objects/" + name + ".object", test::metadata_xml("CustomObject", inside));
  }
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    const fs::path stem = name.substr(0, name.size() - kMetaEnding.size());
    const std::string ending = stem.extension().string();
    if (ending == ".object" || ending == ".fieldTranslation" || ending == ".objectTranslation") continue;
    if (!kElements.contains(ending))
      folder.write("src/" + file.parent_path().filename().string() + "/" + stem.string(), text_of(file));
  }
}

/// What a bundle says but for where it was read.
std::string content_of(schema::Org org) {
  org.name.clear();
  org.left_out.clear();
  org.translations.clear();  // rewritten as little as needed: their own tests are in import_model_test.cpp
  for (auto& [type, records] : org.custom_metadata) {
    for (auto& [name, record] : records) record.source = {};
  }
  for (auto& [name, object] : org.objects) {
    object.source = {};
    for (auto& [field_name, field] : object.fields) field.source = {};
    for (auto& [type_name, type] : object.record_types) type.source = {};
    for (schema::ValidationRule& rule : object.rules) rule.source = {};
  }
  return write_bundle(org);
}

void expect_same_in_both_formats(const fs::path& project) {
  const TemporaryFolder folder;
  write_metadata_api(project, folder);
  const auto source = metadata::import_source(project);
  const auto api = metadata::import_source(folder.path());
  ASSERT_TRUE(source && api);
  EXPECT_EQ(content_of(*source), content_of(*api));
  EXPECT_GT(api->objects.size(), 10u);
}

TEST(MetadataApi, TheExampleOrgIsTheSame) {
  expect_same_in_both_formats(fs::path(PRESAVE_PROJECT_DIR) / "examples/org");
}

TEST(MetadataApi, PublicProjectsAreTheSame) {
  const fs::path shared = PRESAVE_SHARED_DIR;
  if (shared.empty())
    GTEST_SKIP() << "PRESAVE_SHARED_DIR is not set, so there are no public projects to read";
  for (const char* name : {"pmm", "action-plans", "dreamhouse"}) {
    SCOPED_TRACE(name);
    expect_same_in_both_formats(shared / "orgs" / name);
  }
}

}  // namespace
}  // namespace presave
