#include "io/study/parameter_set.hpp"

#include <filesystem>
#include <iterator>

#include "io/embedded.hpp"
#include "io/files/file_kind.hpp"
#include "io/files/files.hpp"
#include "io/study/options.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

using namespace io;

constexpr std::string_view folder = "parameters/", ending = ".yaml";

constexpr std::size_t largest_file = 1 << 20;

ParameterSet read_set(const Node& root, Problems& problems) {
  ParameterSet set;
  // the keys that only tell where a set comes from are let pass
  const Fields in(problems, root, "",
                  {"name", "title", "says", "parameters", "made_by", "command", "seed", "digest", "posterior",
                   "settings", "studies"});
  if (const auto f = in.require("name")) set.name = f->name().value_or("");
  in.line("title", set.title, 200);
  in.line("says", set.says, 4000);
  if (const auto f = in.require("parameters")) set.given = read_values(*f, problems, set.params);
  return set;
}

void read_spread(const Field& at, Problems& problems, std::vector<ParameterSpread>& out) {
  const Fields in(problems, at,
                  {"name", "guess", "prior", "q05", "q25", "median", "q75", "q95", "rhat", "ess", "learned"});
  const auto name = in.require("name");
  const auto row = name ? name->one_of(parameter_names(), "parameter") : std::nullopt;
  if (!row) return;
  ParameterSpread s;
  s.row = &parameter_table[*row];
  double* const values[]{&s.q05, &s.q25, &s.median, &s.q75, &s.q95};
  const char* const keys[]{"q05", "q25", "median", "q75", "q95"};
  for (std::size_t k = 0; k < std::size(keys); ++k)
    if (const auto f = in.require(keys[k])) *values[k] = f->number(s.row->low, s.row->high).value_or(s.row->value);
  if (problems.none() && !(s.q05 <= s.q25 && s.q25 <= s.median && s.median <= s.q75 && s.q75 <= s.q95))
    at.problem("the quantiles do not rise", "give q05, q25, median, q75 and q95 in their order");
  out.push_back(s);
}

}  // namespace

bool names_a_file(const std::string& name) {
  std::error_code ignored;
  return name.ends_with(ending) || name.find('/') != std::string::npos || std::filesystem::exists(name, ignored);
}

Expected<std::vector<ParameterSpread>> read_parameter_spreads(const std::string& name) {
  if (const auto set = read_parameter_set(name); !set) return set.problems();
  const std::string file = names_a_file(name) ? name : std::string(folder) + name + std::string(ending);
  const auto text =
      names_a_file(name) ? read_whole(name, largest_file) : Expected<std::string>(std::string(*embedded_file(file)));
  if (!text) return text.problems();
  Problems problems(file);
  const Node root = parse_yaml(*text, problems);
  std::vector<ParameterSpread> out;
  for (std::size_t i = 0; i + 1 < root.items.size(); i += 2)
    if (root.items[i].text == "posterior")
      for (const Field& each : Field(problems, root.items[i + 1], root.items[i], "posterior").list())
        read_spread(each, problems, out);
  if (!problems.none()) return problems.take();
  return out;
}

std::vector<const ParamInfo*> io::read_values(const Field& field, Problems& problems, Params& params) {
  std::vector<const ParamInfo*> given;
  const Fields in(problems, field, {});
  in.each([&](const Field& f) {
    const std::string name = f.key().substr(in.path().size() + 1);
    if (const ParamInfo* row = find_parameter(name)) {
      if (const auto v = f.number(row->low, row->high)) {
        params.*(row->field) = *v;
        given.push_back(row);
      }
    } else if (!problems.full()) {
      f.unknown(offer(name, parameter_names()));
    }
  });
  return given;
}

std::vector<std::string> parameter_set_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& f : embedded_files())
    if (f.name.starts_with(folder))
      names.emplace_back(f.name.substr(folder.size(), f.name.size() - folder.size() - ending.size()));
  return names;
}

Expected<ParameterSet> parse_parameter_set(std::string_view text, const std::string& name_for_errors) {
  Problems problems(name_for_errors);
  const Node root = parse_yaml(text, problems);
  if (root.kind == Node::Kind::empty) {
    if (problems.none()) problems.add(1, 1, "", "the file says nothing", "start from one of parameters/*.yaml");
    return problems.take();
  }
  ParameterSet set = read_set(root, problems);
  if (!problems.none()) return problems.take();
  return set;
}

Expected<ParameterSet> read_parameter_set(const std::string& name) {
  if (names_a_file(name)) {
    const auto text = read_whole(name, largest_file);
    auto set = text ? parse_parameter_set(*text, name) : Expected<ParameterSet>(text.problems());
    if (set) return set;
    if (const auto is = other_kind(name, FileKind::parameter_set)) return *is;
    return set;
  }
  const std::string file = std::string(folder) + name + std::string(ending);
  if (const auto text = embedded_file(file)) return parse_parameter_set(*text, file);
  return Problem{Fault::usage, "", 0, 0, name, "is no shipped parameter set", offer(name, parameter_set_names())};
}

}  // namespace bowlby
