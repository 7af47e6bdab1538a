#include "metadata/source_tree.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/bundle/json_reader.h"
#include "metadata/limits.h"
#include "metadata/text_file.h"

namespace presave::metadata {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProjectFile = "sfdx-project.json";
constexpr std::string_view kMetadataEnding = "-meta.xml";

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
    const std::string path = json::ObjectReader(node, complaints).required_text("path");
    if (!complaints.any() && !stays_inside(path)) {
      complaints.add(node, "the path must lead to a folder inside the project", FaultCode::kBadValue);
    }
    project.packages.push_back(path);
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

class Walker {
 public:
  explicit Walker(SourceTree& tree) : tree_(tree) {}

  Done walk(const fs::path& folder, const std::string& shown, std::size_t depth) {
    if (depth > limits::kFolderDepth) {
      return Fault{FaultCode::kTooLarge, shown,
                   "folders nested deeper than " + std::to_string(limits::kFolderDepth) + " levels"};
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
    if (error) return Fault{FaultCode::kUnreadable, shown, error.message()};
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
      const bool is_source = name[0] != '.' && name != "node_modules";
      return is_source ? walk(entry.path(), shown, depth + 1) : done();
    }
    if (name.ends_with(kMetadataEnding)) tree_.files.push_back({entry.path(), shown});
    return done();
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

Done walk_packages(const fs::path& folder, const Project& project, SourceTree& tree) {
  Walker walker(tree);
  bool any = false;
  for (const std::string& package : project.packages) {
    std::error_code error;
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
  return done();
}

}  // namespace

Result<SourceTree> list_source(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (!fs::exists(status)) return Fault{FaultCode::kNotFound, folder.string(), "no such folder"};
  if (!fs::is_directory(status)) {
    return Fault{FaultCode::kNotFound, folder.string(), "not a folder; name the folder of an SFDX project"};
  }
  SourceTree tree;
  tree.name = name_of_folder(folder);
  if (!fs::exists(folder / kProjectFile, error)) {
    const Done walked = Walker(tree).walk(folder, "", 1);
    if (!walked) return walked.fault();
    return tree;
  }
  const Result<Project> project = read_project(folder / kProjectFile);
  if (!project) return project.fault();
  if (!project->name.empty()) tree.name = project->name;
  const Done walked = walk_packages(folder, *project, tree);
  if (!walked) return walked.fault();
  return tree;
}

}  // namespace presave::metadata
