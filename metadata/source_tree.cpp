#include "metadata/source_tree.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "engine/bundle/json_reader.h"
#include "metadata/limits.h"
#include "metadata/namespace_tokens.h"
#include "metadata/text_file.h"

namespace presave::metadata {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProjectFile = "sfdx-project.json";
constexpr std::string_view kMetadataEnding = "-meta.xml";

/// Web code and files for download hold JSON and XML that is no metadata, and much of it.
constexpr std::string_view kNoSource[] = {"node_modules", "lwc", "aura", "staticresources"};

/// Endings that the Metadata API's own format uses without "-meta.xml" and that take part in saving a record.
constexpr std::string_view kMetadataApiEndings[] = {"object",
                                                    "labels",
                                                    "customPermission",
                                                    "globalValueSet",
                                                    "standardValueSet",
                                                    "translation",
                                                    "objectTranslation",
                                                    "globalValueSetTranslation",
                                                    "md",
                                                    "layout",
                                                    "flow",
                                                    "workflow",
                                                    "assignmentRules",
                                                    "escalationRules",
                                                    "approvalProcess",
                                                    "duplicateRule",
                                                    "matchingRule"};

bool is_metadata_ending(std::string_view ending) {
  return std::find(std::begin(kMetadataApiEndings), std::end(kMetadataApiEndings), ending) !=
         std::end(kMetadataApiEndings);
}

struct Project {
  std::string name;
  std::vector<std::string> packages;
};

Fault in_project_file(Fault fault) {
  fault.where =
      std::string(kProjectFile) + (fault.where.empty() || fault.where[0] == '/' ? "" : ", ") + fault.where;
  return fault;
}

/// A package folder must lie inside the project: a project file must not make us read the rest of the
/// machine.
bool stays_inside(const fs::path& package) {
  if (package.empty() || package.is_absolute()) return false;
  return std::none_of(package.begin(), package.end(), [](const fs::path& part) { return part == ".."; });
}

Result<Project> read_project(const fs::path& file) {
  const Result<std::string> text = read_text_file(file, kProjectFile, limits::kProjectFileBytes);
  if (!text) return text.fault();
  const auto document = json::parse(*text, limits::kProjectFileBytes);
  if (!document) return in_project_file(document.fault());

  json::Complaints complaints(*document);
  json::ObjectReader reader(document->root(), complaints);
  Project project;
  project.name = reader.text("name");
  for (const json::Node& node : reader.items("packageDirectories")) {
    project.packages.push_back(json::ObjectReader(node, complaints).required_text("path"));
  }
  if (project.packages.empty()) complaints.add(document->root(), "\"packageDirectories\" names no folder");
  if (complaints.any()) return in_project_file(complaints.first());
  return project;
}

/// The folder's own name, even for "." and "project/".
std::string name_of_folder(const fs::path& folder) {
  std::error_code error;
  const fs::path full = fs::canonical(folder, error);
  return error ? std::string() : full.filename().string();
}

/// The file with its name taken apart; none when a name like that tells of no metadata.
std::optional<SourceFile> as_source(const fs::path& path, const std::string& shown) {
  std::string name = without_namespace_tokens(path.filename().string());
  const bool in_source_format = name.ends_with(kMetadataEnding);
  if (in_source_format) name.resize(name.size() - kMetadataEnding.size());
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos)
    return in_source_format ? std::optional(SourceFile{path, shown, name, ""}) : std::nullopt;
  SourceFile file{path, shown, name.substr(0, dot), name.substr(dot + 1)};
  const bool is_json = file.ending == "json" && name != kProjectFile;
  // Notes of all kinds end with ".md", too.
  const bool is_note = file.ending == "md" && path.parent_path().filename() != "customMetadata";
  const bool known = in_source_format || is_json || (is_metadata_ending(file.ending) && !is_note);
  return known ? std::optional(std::move(file)) : std::nullopt;
}

class Walker {
 public:
  explicit Walker(SourceTree& tree) : tree_(tree) {}

  Done walk(const fs::path& folder, const std::string& shown, std::size_t depth) {
    if (depth > limits::kFolderDepth) {
      leave_out(shown, "folder", "nested deeper than " + std::to_string(limits::kFolderDepth) + " levels");
      return done();
    }
    Result<std::vector<fs::directory_entry>> entries = list(folder, shown);
    if (!entries) return entries.fault();
    for (const fs::directory_entry& entry : *entries) {
      const std::string name = entry.path().filename().string();
      const std::string shown_entry = shown.empty() ? name : shown + '/' + name;
      const Done visited = visit(entry, name, shown_entry, depth);
      if (!visited) return visited.fault();
    }
    return done();
  }

 private:
  Result<std::vector<fs::directory_entry>> list(const fs::path& folder, const std::string& shown) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      entries.push_back(*it);
      if (++seen_ > limits::kEntries) {
        return Fault{FaultCode::kTooLarge, shown,
                     "more than " + std::to_string(limits::kEntries) + " files and folders"};
      }
    }
    if (error) leave_out(shown, "folder", "cannot be read: " + error.message());
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      return a.path().filename().native() < b.path().filename().native();
    });
    return entries;
  }

  Done visit(const fs::directory_entry& entry, const std::string& name, const std::string& shown,
             std::size_t depth) {
    std::error_code error;
    if (entry.is_symlink(error)) {
      tree_.left_out.push_back({shown, 0, "symbolic link", "links are not followed"});
      return done();
    }
    if (entry.is_directory(error)) {
      const bool is_source = name[0] != '.' && std::find(std::begin(kNoSource), std::end(kNoSource), name) ==
                                                   std::end(kNoSource);
      return is_source ? walk(entry.path(), shown, depth + 1) : done();
    }
    if (!entry.is_regular_file(error)) return done();
    if (auto file = as_source(entry.path(), shown)) tree_.files.push_back(*std::move(file));
    return done();
  }

  void leave_out(const std::string& shown, std::string what, std::string why) {
    tree_.left_out.push_back({shown, 0, std::move(what), std::move(why), true});
  }

  SourceTree& tree_;
  std::size_t seen_ = 0;
};

/// "./force-app/" reads "force-app", and "." nothing.
std::string shown_package(const fs::path& package) {
  std::string shown = package.lexically_normal().generic_string();
  if (shown.ends_with('/')) shown.pop_back();
  return shown == "." ? std::string() : shown;
}

/// Package folders may lie in one another: a file is read once, where it is first seen.
void drop_repeated(std::vector<SourceFile>& files) {
  std::set<std::string> seen;
  std::erase_if(files, [&](const SourceFile& file) { return !seen.insert(file.shown).second; });
}

Done walk_packages(const fs::path& folder, const Project& project, SourceTree& tree) {
  Walker walker(tree);
  bool any = false;
  for (const std::string& package : project.packages) {
    std::error_code error;
    if (!stays_inside(package)) {
      tree.left_out.push_back({package, 0, "package folder", "it does not lie inside the project", true});
      continue;
    }
    if (!fs::is_directory(folder / package, error)) {
      tree.left_out.push_back(
          {package, 0, "package folder", std::string(kProjectFile) + " names it, but it is not there"});
      continue;
    }
    any = true;
    const Done walked = walker.walk(folder / package, shown_package(package), 1);
    if (!walked) return walked.fault();
  }
  if (!any) return Fault{FaultCode::kNotFound, kProjectFile, "none of the package folders is there"};
  drop_repeated(tree.files);
  return done();
}

/// A folder without a project file, or with one that is no help: then everything in it may be source.
Result<SourceTree> list_whole_folder(const fs::path& folder, SourceTree tree) {
  const Done walked = Walker(tree).walk(folder, "", 1);
  if (!walked) return walked.fault();
  return tree;
}

Result<SourceTree> list_file(const fs::path& path, SourceTree tree) {
  const std::string name = path.filename().string();
  auto file = as_source(path, name);
  if (!file) {
    return Fault{FaultCode::kNotFound, path.string(),
                 "no metadata by its name; expected *-meta.xml, *.object, *.json or the like"};
  }
  tree.name = file->stem;
  tree.files.push_back(*std::move(file));
  return tree;
}

}  // namespace

Result<SourceTree> list_source(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (!fs::exists(status)) return Fault{FaultCode::kNotFound, folder.string(), "no such folder"};
  SourceTree tree;
  if (!fs::is_directory(status)) return list_file(folder, std::move(tree));
  tree.name = name_of_folder(folder);
  if (!fs::exists(folder / kProjectFile, error)) return list_whole_folder(folder, std::move(tree));
  const Result<Project> project = read_project(folder / kProjectFile);
  if (!project) {
    tree.left_out.push_back({kProjectFile, 0, "project file", project.fault().text(), true});
    return list_whole_folder(folder, std::move(tree));
  }
  if (!project->name.empty()) tree.name = project->name;
  const Done walked = walk_packages(folder, *project, tree);
  if (!walked) return walked.fault();
  return tree;
}

}  // namespace presave::metadata
