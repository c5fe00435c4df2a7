#include "io/study/claims_file.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "evidence/estimators.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/study/claim_setting.hpp"
#include "io/study/file.hpp"
#include "io/study/options.hpp"
#include "io/text/fields.hpp"
#include "io/text/table_file.hpp"

namespace bowlby {

using namespace io;

namespace {

constexpr std::size_t largest_file = 1 << 20;
constexpr std::size_t longest_words = 600, longest_readout = 8000;

Problem inside(const std::string& name, std::string reason) {
  return {Fault::internal, name, 0, 0, "", std::move(reason), "report this"};
}

Expected<std::vector<evidence::Claim>> claim_rows() {
  const auto text = embedded_file("claims.tsv");
  if (!text) return inside("claims.tsv", "is not inside the program");
  const auto table = parse_tsv(*text, "claims.tsv");
  if (!table) return table.problems();
  std::vector<std::size_t> at;
  for (const char* name : {"id", "source", "tags", "direction", "claim"}) {
    const auto column = table->column(name);
    if (!column) return column.problems();
    at.push_back(*column);
  }
  std::vector<evidence::Claim> rows;
  for (const TsvTable::Row& row : table->rows) {
    evidence::Claim c;
    c.id = row.cells[at[0]];
    c.source = row.cells[at[1]];
    c.tags = row.cells[at[2]];
    c.direction = row.cells[at[3]];
    c.words = c.says = row.cells[at[4]];
    c.headlines = evidence::headlines_of(c.tags);
    rows.push_back(std::move(c));
  }
  return rows;
}

std::string stem(const std::string& name) { return std::filesystem::path(name).stem().string(); }

// Names an entry may use.
struct Known {
  Names claims, targets, studies, estimators, edges;
};

// A place where an entry says that the people of a study are ordinary; judged when the study has been read.
struct SaidOrdinary {
  Problem problem;  // with its place; the reason is still to come
  std::string study;
};

// Keys that a part may have, or the claim for all its parts.
const Names part_keys{"says",      "study",   "cut",     "expect",   "published",
                      "estimator", "readout", "placebo", "ordinary", "by_construction"};

// Those, and some that only a claim or only a part has.
Names and_also(Names more) {
  more.insert(more.end(), part_keys.begin(), part_keys.end());
  return more;
}

// Reads one file of entries into the rows they are about.
class EntryReader {
 public:
  EntryReader(Problems& problems, const Known& known, std::vector<evidence::Claim>& rows, std::set<std::string>& seen,
              const std::string& file, std::vector<SaidOrdinary>& ordinary)
      : problems_(problems), known_(known), rows_(rows), seen_(seen), file_(file), ordinary_(ordinary) {}

  void read(const Node& root) {
    for (const Field& item : Field(problems_, root, root, "").list()) entry(item);
  }

 private:
  void entry(const Field& item) {
    const Fields in(problems_, item, and_also({"id", "source", "parts", "rivals", "uncovered"}));
    evidence::Claim* claim = row(in);
    if (claim == nullptr) return;
    in.line("says", claim->says, longest_words);
    if (evidence::is_sign_test(*claim)) {
      claim->words = claim->says;
      in.line("source", claim->source, longest_words);
    } else if (const auto f = in.find("source")) {
      f->problem("stands in evidence/claims.tsv", "leave it out; only sign tests (S01) name their source here");
    }
    if (const auto f = in.find("uncovered")) {
      uncovered(in, *f, *claim);
      return;
    }
    const auto several = in.has("parts") ? in.find("parts") : in.find("rivals");
    if (in.has("parts") && in.has("rivals"))
      in.find("rivals")->problem("stands beside parts", "a claim has either parts or rivals");
    if (!several) {
      claim->parts.push_back(part(in, nullptr, *claim));
      return;
    }
    claim->rivals = in.has("rivals");
    std::set<std::string> names;
    for (const Field& one : several->list()) {
      const Fields own(problems_, one, and_also({"name"}));
      evidence::ClaimPart p = part(own, &in, *claim);
      if (const auto f = own.require("name"))
        if (const auto v = f->name()) {
          p.name = *v;
          if (!names.insert(*v).second) f->problem("this part is already there", "give every part its own name");
        }
      claim->parts.push_back(std::move(p));
    }
    if (claim->parts.size() < (claim->rivals ? 2u : 1u) && several->node().kind == Node::Kind::list)
      several->problem("has too few", claim->rivals ? "a conflict has at least two sides" : "give at least one");
  }

  // The row an entry is about, once.
  evidence::Claim* row(const Fields& in) {
    const auto f = in.require("id");
    if (f && f->node().kind == Node::Kind::scalar && evidence::is_sign_test(f->node().text)) return sign_test(in, *f);
    const auto at = f ? listed(*f, known_.claims, "claim", "evidence/claims.tsv") : std::nullopt;
    if (!at) return nullptr;
    if (seen_.insert(known_.claims[*at]).second) return &rows_[*at];
    f->problem("this claim has an entry already", "keep one of the two");
    return nullptr;
  }

  // A new row after those of the table; what the table tells of a claim, a sign test tells itself.
  evidence::Claim* sign_test(const Fields& in, const Field& id) {
    const auto source = in.require("source"), says = in.require("says");
    if (source && source->node().kind == Node::Kind::scalar && source->node().text.empty())
      source->problem("names nothing", "say where the expectation comes from");
    if (!seen_.insert(id.node().text).second) {
      id.problem("this sign test is already there", "keep one of the two");
      return nullptr;
    }
    if (!source || !says) return nullptr;
    rows_.emplace_back().id = id.node().text;
    return &rows_.back();
  }

  // Like Field::one_of, for lists too long to be shown.
  static std::optional<std::size_t> listed(const Field& field, const Names& known, const std::string& what,
                                           const std::string& where) {
    const auto name = field.name();
    if (!name) return std::nullopt;
    const auto at = std::find(known.begin(), known.end(), *name);
    if (at != known.end()) return static_cast<std::size_t>(at - known.begin());
    const std::string near = nearest_name(*name, known);
    field.problem("there is no " + what + " " + shown(*name),
                  near.empty() ? "see " + where : "did you mean " + near + "?");
    return std::nullopt;
  }

  void uncovered(const Fields& in, const Field& field, evidence::Claim& claim) {
    in.line("uncovered", claim.uncovered, longest_words);
    if (claim.uncovered.empty()) field.problem("gives no reason", "say what is missing, or which test covers it");
    for (const std::string& key : and_also({"parts", "rivals"}))
      if (const auto f = in.find(key); f && key != "says")
        f->problem("is read by nobody: the claim is uncovered", "leave one of them out");
  }

  // Keys of a part; what it leaves out stands at the claim.
  evidence::ClaimPart part(const Fields& own, const Fields* claim_fields, const evidence::Claim& claim) {
    const auto find = [&](const char* key) {
      const auto f = own.find(key);
      return f || claim_fields == nullptr ? f : claim_fields->find(key);
    };
    const auto require = [&](const char* key) {
      const auto f = find(key);
      return f ? f : own.require(key);
    };
    evidence::ClaimPart p;
    p.says = claim.says;
    own.line("says", p.says, longest_words);
    if (const auto f = require("study"))
      if (const auto v = listed(*f, known_.studies, "study", "studies/claims")) p.study = known_.studies[*v];
    if (const auto f = require("cut")) p.cut = edges(*f);
    if (const auto f = require("expect"))
      if (const auto v = f->one_of({"+", "-"}, "sign")) p.expect = *v == 0 ? 1 : -1;
    if (const auto f = find("published"))
      if (const auto v = listed(*f, known_.targets, "published number", "evidence/targets.tsv"))
        p.published = known_.targets[*v];
    if (const auto f = require("estimator"))
      if (const auto v = f->one_of(known_.estimators, "estimator")) p.estimator = known_.estimators[*v];
    if (const auto f = require("readout")) p.readout = readout(*f);
    if (const auto f = find("placebo")) p.placebo = placebo(*f, p.cut);
    if (const auto f = find("by_construction")) {
      p.by_construction = f->line(longest_words).value_or("");
      if (p.by_construction.empty()) f->problem("gives no reason", "say which coefficient multiplies the readout");
    }
    if (const auto f = find("ordinary")) {
      p.ordinary = f->truth().value_or(false);
      if (p.ordinary)
        ordinary_.push_back({{Fault::data, file_, f->node().line, f->node().column, f->key(), "", ""}, p.study});
    }
    return p;
  }

  std::vector<std::string> placebo(const Field& field, const std::vector<std::string>& cut) {
    std::vector<std::string> named = edges(field);
    for (const std::string& edge : named)
      if (std::find(cut.begin(), cut.end(), edge) != cut.end())
        field.problem("names " + edge + ", which is under test", "name a neighbour that should not matter");
    return named;
  }

  std::vector<std::string> edges(const Field& field) {
    std::vector<std::string> cut;
    for (const Field& one : field.list(true))
      if (const auto v = listed(one, known_.edges, "edge", "`bowlby edges`")) {
        if (std::find(cut.begin(), cut.end(), known_.edges[*v]) != cut.end())
          one.problem("this edge is already there", "keep each once");
        cut.push_back(known_.edges[*v]);
      }
    if (cut.empty() && field.node().kind == Node::Kind::list)
      field.problem("is empty", "name the edge that carries the effect");
    std::sort(cut.begin(), cut.end());
    return cut;
  }

  static std::string readout(const Field& field) {
    const std::string sql = field.line(longest_readout).value_or("");
    if (!sql.starts_with("SELECT") && !sql.starts_with("WITH"))
      field.problem("begins with neither SELECT nor WITH", "write one query that returns the estimator's columns");
    return sql;
  }

  Problems& problems_;
  const Known& known_;
  std::vector<evidence::Claim>& rows_;
  std::set<std::string>& seen_;
  const std::string& file_;
  std::vector<SaidOrdinary>& ordinary_;
};

// What only the studies can tell of the parts.
void judge_settings(ClaimBook& book, const std::vector<SaidOrdinary>& said, std::vector<Problem>& problems) {
  for (evidence::Claim& c : book.claims)
    for (evidence::ClaimPart& p : c.parts)
      if (const auto study = book.studies.find(p.study); study != book.studies.end())
        p.raised = raised_strengths(study->second.scenario);
  for (const SaidOrdinary& place : said) {
    const auto study = book.studies.find(place.study);
    const std::string why = study == book.studies.end() ? "" : not_ordinary(study->second.scenario);
    if (why.empty()) continue;
    Problem& p = problems.emplace_back(place.problem);
    p.reason = "the people of " + place.study + " are not ordinary: " + why;
    p.remedy = "leave it out, or name a study of ordinary people";
  }
}

// Parses every study that a part names.
void read_studies(const ClaimSources& sources, ClaimBook& book, std::vector<Problem>& problems) {
  std::set<std::string> named;
  for (const evidence::Claim& c : book.claims)
    for (const evidence::ClaimPart& p : c.parts) named.insert(p.study);
  for (const TextFile& file : sources.studies) {
    if (!named.contains(stem(file.name))) continue;
    const auto study = parse_study(file.text, file.name);
    if (study)
      book.studies.emplace(stem(file.name), *study);
    else
      problems.insert(problems.end(), study.problems().begin(), study.problems().end());
  }
}

std::optional<Problem> gather(const std::string& folder, std::vector<TextFile>& into) {
  std::error_code error;
  std::vector<std::string> paths;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == ".yaml") paths.push_back(it->path().string());
  if (error) return Problem{Fault::file, folder, 0, 0, "", "cannot be read", "name a folder that holds it"};
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    const auto text = read_whole(path, largest_file);
    if (!text) return text.problems().front();
    into.push_back({path, *text});
  }
  return std::nullopt;
}

}  // namespace

ClaimSources built_in_claims() {
  ClaimSources sources;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.starts_with("claims/"))
      sources.entries.push_back({"evidence/" + std::string(file.name), std::string(file.text)});
    if (file.name.starts_with("studies/claims/"))
      sources.studies.push_back({std::string(file.name), std::string(file.text)});
  }
  return sources;
}

Expected<ClaimSources> claims_of_folder(const std::string& folder) {
  ClaimSources sources;
  std::error_code error;
  const auto no = [](const char* reason, const std::string& place) {
    return Problem{Fault::file,
                   place,
                   0,
                   0,
                   "--entries",
                   reason,
                   "name a folder that holds evidence/claims and studies/claims, as this repository does"};
  };
  if (!std::filesystem::exists(folder, error)) return no("is not there", folder);
  if (!std::filesystem::is_directory(folder, error)) return no("is a file, and a folder is needed", folder);
  for (const char* below : {"/evidence/claims", "/studies/claims"})
    if (!std::filesystem::is_directory(folder + below, error))
      return no("is not there, so the folder holds no claims", folder + below);
  if (const auto problem = gather(folder + "/evidence/claims", sources.entries)) return *problem;
  if (const auto problem = gather(folder + "/studies/claims", sources.studies)) return *problem;
  return sources;
}

Expected<ClaimSources> claims_from(const std::string& folder) {
  return folder.empty() ? Expected<ClaimSources>(built_in_claims()) : claims_of_folder(folder);
}

Expected<ClaimBook> read_claims(const ClaimSources& sources) {
  const auto rows = claim_rows();
  if (!rows) return rows.problems();
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  ClaimBook book;
  book.claims = *rows;
  Known known;
  for (const evidence::Claim& c : book.claims) known.claims.push_back(c.id);
  for (const evidence::Target& t : *targets) known.targets.push_back(t.id);
  for (const TextFile& f : sources.studies) known.studies.push_back(stem(f.name));
  for (const std::string_view e : evidence::estimator_names()) known.estimators.emplace_back(e);
  known.edges = edge_names();
  std::vector<Problem> all;
  std::set<std::string> seen;
  std::vector<SaidOrdinary> ordinary;
  for (const TextFile& file : sources.entries) {
    Problems problems(file.name);
    const Node root = parse_yaml(file.text, problems);
    if (root.kind != Node::Kind::empty) EntryReader(problems, known, book.claims, seen, file.name, ordinary).read(root);
    for (Problem& p : problems.take()) all.push_back(std::move(p));
  }
  if (all.empty()) read_studies(sources, book, all);
  if (all.empty()) judge_settings(book, ordinary, all);
  if (!all.empty()) return all;
  return book;
}

}  // namespace bowlby
