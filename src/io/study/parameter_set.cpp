#include "io/study/parameter_set.hpp"

#include <filesystem>

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

}  // namespace

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
  std::error_code ignored;
  if (name.ends_with(ending) || name.find('/') != std::string::npos || std::filesystem::exists(name, ignored)) {
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
