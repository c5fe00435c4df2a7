#include "app/archive/archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>

#include "app/build.hpp"
#include "app/clock.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/zip_file.hpp"
#include "io/results/check.hpp"
#include "io/results/export_csv.hpp"
#include "io/results/reader.hpp"
#include "io/sweep/sweep_folder.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_licence = 1u << 20;

// What a file of ours is, by its name.
struct Kind {
  std::string_view name, says, format;
};
constexpr Kind kinds[]{
    {"README.md", "what is in this archive and how it was made", "text/markdown"},
    {"LICENSE.txt", "under which licence it may be used", "text/plain"},
    {"study.yaml", "the study with everything said", "application/yaml"},
    {"results.sqlite", "all results", "application/vnd.sqlite3"},
    {"report.html", "the report page", "text/html"},
    {"data_sheet.md", "what was read, used and refused", "text/markdown"},
    {"refused.csv", "values and rows that were refused, and why", "text/csv"},
    {"plan.tsv", "the cells of the sweep", "text/tab-separated-values"},
    {"table.csv", "what was measured in each cell", "text/csv"},
    {"picture.svg", "what was measured, drawn", "image/svg+xml"},
    {"csv/codebook.csv", "every table, column and measure with its unit and meaning", "text/csv"},
};

CrateFile described(const ZipEntry& e) {
  CrateFile f{e.name, "table of the results", "text/csv", e.text.size()};
  for (const Kind& k : kinds)
    if (k.name == e.name) f.says = k.says, f.format = k.format;
  if (e.name.starts_with("cells/")) f.says = "what was measured in a cell", f.format = "text/tab-separated-values";
  std::error_code ignored;
  if (!e.file.empty()) f.bytes = fs::file_size(e.file, ignored);
  return f;
}

// A folder beside the zip to be, held against other programs, and gone when all is done.
class Workshop {
 public:
  static Expected<Workshop> open(const std::string& zip) {
    const std::string dir = zip + ".partial";
    auto lock = FolderLock::hold(dir);
    if (!lock) return lock.problems();
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(dir, error))
      if (const std::string name = entry.path().filename(); !name.starts_with("csv") && !name.starts_with("archive"))
        return Problem{Fault::file,
                       entry.path().string(),
                       0,
                       0,
                       "",
                       "is not ours",
                       "move it away, or choose another --output; nothing is overwritten"};
    for (const auto& entry : fs::directory_iterator(dir, error)) fs::remove_all(entry.path(), error);
    return Workshop(dir, std::move(*lock));
  }
  Workshop(Workshop&&) = default;
  Workshop& operator=(Workshop&&) = delete;
  ~Workshop() {
    std::error_code ignored;
    if (lock_) fs::remove_all(dir_, ignored);
  }
  std::string operator/(const std::string& name) const { return dir_ + "/" + name; }

 private:
  Workshop(std::string dir, FolderLock lock) : dir_(std::move(dir)), lock_(std::move(lock)) {}
  std::string dir_;
  std::optional<FolderLock> lock_;
};

class Session {
 public:
  explicit Session(const ArchiveRequest& r) : request_(r), path_(r.output.empty() ? beside(r.dir) : r.output) {}

  Expected<ArchiveSummary> go() {
    if (auto problem = must_not_be_there()) return *problem;
    if (auto problem = take_licence()) return *problem;
    std::error_code error;
    if (!fs::is_directory(request_.dir, error))
      return Problem{
          Fault::file, request_.dir, 0, 0, "", "is no folder", "name the folder of a run, an import or a sweep"};
    auto workshop = Workshop::open(path_);
    if (!workshop) return workshop.problems();
    const bool sweep = fs::exists(request_.dir + "/plan.tsv", error);
    if (auto problem = sweep ? collect_sweep() : collect_run(*workshop)) return *problem;
    describe();
    const std::string half = *workshop / "archive.zip";
    if (auto problem = write_zip(half, entries_)) return *problem;
    if (auto problem = must_not_be_there()) return *problem;  // it may have come meanwhile
    if (auto problem = settle(half, path_)) return *problem;
    ArchiveSummary out;
    out.path = path_, out.people = people_;
    for (const ZipEntry& e : entries_) out.files.push_back(e.name);
    return out;
  }

 private:
  static std::string beside(const std::string& dir) {
    fs::path p = fs::path(dir).lexically_normal();
    if (!p.has_filename()) p = p.parent_path();
    return p.string() + ".zip";
  }

  std::optional<Problem> must_not_be_there() const {
    std::error_code error;
    if (!fs::exists(path_, error) || (request_.replace && !fs::is_directory(path_, error))) return std::nullopt;
    return Problem{Fault::file,
                   path_,
                   0,
                   0,
                   "",
                   "is there already",
                   "add --replace to write it anew, or choose another --output; nothing is overwritten"};
  }

  std::optional<Problem> take_licence() {
    crate_.licence = request_.licence;
    std::error_code error;
    if (fs::is_regular_file(request_.licence, error)) {
      const auto text = read_whole(request_.licence, longest_licence);
      if (!text) return text.problems().front();
      crate_.licence = "LICENSE.txt", licence_text_ = *text;
      return std::nullopt;
    }
    const bool id = !request_.licence.empty() && std::ranges::all_of(request_.licence, [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '+';
    });
    if (!id && request_.licence.find("://") == std::string::npos)
      return Problem{Fault::usage,
                     "",
                     0,
                     0,
                     "--licence",
                     "is neither a file, nor an address, nor an SPDX id",
                     "give one such as CC-BY-4.0, CC0-1.0 or a file with the text"};
    licence_text_ = "This archive may be used under " + request_.licence + ".\n";
    if (id) licence_text_ += "Its text: https://spdx.org/licenses/" + request_.licence + ".html\n";
    return std::nullopt;
  }

  void take(const std::string& name, const std::string& file) { entries_.push_back({name, file, {}}); }
  void take_if_there(const std::string& name) {
    std::error_code error;
    if (fs::is_regular_file(request_.dir + "/" + name, error)) take(name, request_.dir + "/" + name);
  }

  std::optional<Problem> collect_run(const Workshop& workshop) {
    const auto reader = read_results(request_.dir);
    if (!reader) return reader.problems().front();
    if (const auto sound = check_results(reader->path()); !sound) return sound.problems().front();
    const auto told = [&](const char* key) { return reader->provenance(key).value_or(""); };
    const std::string csv = workshop / "csv";
    if (auto problem = export_csv(*reader, csv)) return problem;
    crate_.title = told("study_title").empty() ? told("study_name") : told("study_title");
    crate_.about = told("study_question");
    crate_.command = told("command"), crate_.commit = told("commit");
    crate_.version = told("program"), crate_.date = told("started");
    digest_ = told("digest");
    if (const std::string study = told("study"); !study.empty()) entries_.push_back({"study.yaml", "", study});
    take("results.sqlite", reader->path());
    for (const char* name : {"report.html", "data_sheet.md", "refused.csv"}) take_if_there(name);
    people_ = std::ranges::any_of(entries_, [](const ZipEntry& e) { return e.name == "data_sheet.md"; });
    std::vector<std::string> tables;
    for (const auto& entry : fs::directory_iterator(csv)) tables.push_back(entry.path().filename());
    std::ranges::sort(tables);
    for (const std::string& table : tables) take("csv/" + table, csv + "/" + table);
    return std::nullopt;
  }

  std::optional<Problem> collect_sweep() {
    const auto plan = read_sweep_plan(request_.dir);
    if (!plan) return plan.problems().front();
    crate_.title = "a sweep of " + std::to_string(plan->cells.size()) + " cells";
    crate_.about = "varied: " + fmt::format("{}", fmt::join(plan->varied, ", ")) +
                   "; measured: " + fmt::format("{}", fmt::join(plan->measures, ", "));
    crate_.command = "bowlby sweep work, bowlby sweep gather";
    crate_.commit = plan->build, crate_.version = "bowlby " + std::string(build_version());
    for (const char* name : {"plan.tsv", "study.yaml", "table.csv", "picture.svg"}) take_if_there(name);
    if (entries_.size() < 4)
      return Problem{Fault::file, request_.dir, 0, 0, "", "has no gathered table", "call `bowlby sweep gather` first"};
    return std::nullopt;
  }

  void describe() {
    if (crate_.date.empty()) crate_.date = utc_now();
    if (crate_.title.empty()) crate_.title = fs::path(request_.dir).filename();
    crate_.authors = request_.authors;
    std::vector<ZipEntry> all{{"README.md", "", {}}, {"LICENSE.txt", "", licence_text_}};
    all.insert(all.end(), entries_.begin(), entries_.end());
    all.front().text = readme(all);
    for (const ZipEntry& e : all) crate_.files.push_back(described(e));
    all.insert(all.begin(), {"ro-crate-metadata.json", "", crate_metadata(crate_)});
    entries_ = std::move(all);
  }

  std::string readme(const std::vector<ZipEntry>& all) const {
    std::string out = "# " + crate_.title + "\n\n" + (crate_.about.empty() ? "" : crate_.about + "\n\n");
    out += fmt::format("Made {} by {}, commit {}.\n", crate_.date, crate_.version, crate_.commit);
    if (!crate_.command.empty()) out += "The command: `" + crate_.command + "`\n";
    if (!digest_.empty()) out += "Its digest, which the same study and version give again: `" + digest_ + "`\n";
    if (people_) out += "\nThese are answers of real people. Pass them on only as they allowed.\n";
    out += "\n" + citation(crate_.version, crate_.commit) + "\n\n| File | Holds |\n|---|---|\n";
    for (const ZipEntry& e : all) out += "| " + e.name + " | " + described(e).says + " |\n";
    return out;
  }

  const ArchiveRequest& request_;
  std::string path_, licence_text_, digest_;
  std::vector<ZipEntry> entries_;
  Crate crate_;
  bool people_ = false;
};

}  // namespace

Expected<ArchiveSummary> archive(const ArchiveRequest& request) { return Session(request).go(); }

}  // namespace bowlby
