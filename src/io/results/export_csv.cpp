#include "io/results/export_csv.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "io/files/whole_folder.hpp"
#include "io/results/couples.hpp"
#include "io/results/data_set.hpp"
#include "io/results/schema.hpp"
#include "io/results/wide.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

namespace {

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

void append(std::string& out, const std::string& text, const CsvDialect& dialect) {
  if (text.find_first_of("\"\r\n") == std::string::npos && text.find(dialect.separator) == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// Most numbers of a run were floats; the shortest text that gives the same float back is the honest one.
void append(std::string& out, double v, const CsvDialect& dialect) {
  const auto single = static_cast<float>(v);
  const std::size_t start = out.size();
  if (static_cast<double>(single) != v || v == std::floor(v)) {
    out += io::number_text(v);
  } else {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, single).ptr);
  }
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), '.', dialect.point);
}

void append(std::string& out, const Cell& cell, const CsvDialect& dialect) {
  if (const double* v = std::get_if<double>(&cell))
    append(out, *v, dialect);
  else if (const std::string* text = std::get_if<std::string>(&cell))
    append(out, *text, dialect);
}

template <class List>
void line(std::string& out, const List& cells, const CsvDialect& dialect) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) out += dialect.separator;
    append(out, cell, dialect);
    first = false;
  }
  out += "\r\n";
}

// A file written in large pieces; the first failure is kept.
class Output {
 public:
  explicit Output(const std::string& path)
      : fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)), error_(fd_ >= 0 ? 0 : errno) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { close(); }
  std::string& buffer() { return buffer_; }
  void spill(std::size_t beyond) {
    if (buffer_.size() <= beyond) return;
    for (std::string_view rest = buffer_; error_ == 0 && !rest.empty();) {
      const ssize_t done = ::write(fd_, rest.data(), rest.size());
      if (done >= 0)
        rest.remove_prefix(static_cast<std::size_t>(done));
      else if (errno != EINTR)
        error_ = errno;
    }
    buffer_.clear();
  }
  // 0, or what went wrong.
  int close() {
    spill(0);
    if (fd_ >= 0 && ::close(fd_) != 0 && error_ == 0) error_ = errno;
    fd_ = -1;
    return error_;
  }

 private:
  int fd_;
  int error_;
  std::string buffer_;
};

constexpr std::size_t piece = 1 << 20;

std::optional<Problem> closed(Output& output, const std::string& path) {
  const int error = output.close();
  if (error == 0) return std::nullopt;
  return Problem{Fault::file,
                 path,
                 0,
                 0,
                 "",
                 "cannot be written: " + std::generic_category().message(error),
                 "check the free space and choose another folder"};
}

std::optional<Problem> write_query(const ResultsReader& results, const std::string& sql, const std::string& path,
                                   const CsvDialect& dialect) {
  Output output(path);
  output.buffer() += csv_begin(dialect);
  const auto problem = results.visit(
      sql, {}, [&](const std::vector<std::string>& names) { line(output.buffer(), names, dialect); },
      [&](std::span<const Cell> cells) {
        line(output.buffer(), cells, dialect);
        output.spill(piece);
      });
  const auto fault = closed(output, path);
  return problem ? problem : fault;
}

std::string all_of(const std::string& table) { return "SELECT * FROM \"" + table + "\""; }

// Lines that are there already, as a file.
std::optional<Problem> write_lines(const WideTable& table, const std::string& path, const CsvDialect& dialect) {
  Output output(path);
  output.buffer() += csv_begin(dialect);
  line(output.buffer(), table.columns, dialect);
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < table.size; ++i) {
    table.row(i, cells);
    line(output.buffer(), cells, dialect);
    output.spill(piece);
  }
  return closed(output, path);
}

}  // namespace

std::string csv_line(std::span<const Cell> cells, const CsvDialect& dialect) {
  std::string out;
  line(out, cells, dialect);
  return out;
}

std::string csv_begin(const CsvDialect& dialect) { return dialect.mark ? byte_order_mark : ""; }

std::optional<Problem> export_csv(const ResultsReader& results, const std::string& dir, const CsvDialect& dialect,
                                  bool wide) {
  std::vector<std::string> files;
  for (const std::string_view table : io::public_tables()) files.push_back(std::string(table) + ".csv");
  const std::size_t tables = files.size();
  std::optional<Wide> people;
  if (wide) {
    auto found = Wide::of(results);
    if (!found) return found.problems().front();
    people.emplace(std::move(*found));
    for (const char* file : {"wide.csv", "wide_codebook.csv"}) files.emplace_back(file);
  }
  auto folder = WholeFolder::begin(dir, files);
  if (!folder) return folder.problems().front();
  if (people) {
    if (auto problem = write_lines(people->table(), folder->path("wide.csv"), dialect)) return problem;
    if (auto problem = write_lines(people->codebook(), folder->path("wide_codebook.csv"), dialect)) return problem;
  }
  for (std::size_t i = 0; i < tables; ++i)
    if (auto problem =
            write_query(results, all_of(std::string(io::public_tables()[i])), folder->path(files[i]), dialect))
      return problem;
  return folder->finish();
}

namespace {

constexpr const char* long_query =
    "SELECT o.replicate, o.person, p.sex, p.arm, o.wave, o.visit, o.instrument, o.scale, o.target_role AS about, "
    "o.age_days, o.value FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate "
    "ORDER BY o.replicate, o.person, o.age_days, o.wave, o.visit, o.instrument, o.scale, o.target_role";

Problem no_couple(const ResultsReader& results) {
  return {Fault::data,
          results.path(),
          0,
          0,
          "--shape",
          "no two who are a couple answered at the same visit",
          "in a run, ask both at once (of: both); in an import, say who belongs to whom (couple: in the map)"};
}

// The tables of the shapes that were asked for, worked out before anything is written.
struct Shaped {
  std::optional<Wide> wide;
  std::optional<Couples> couples;
  bool told = false;
};

Expected<Shaped> shaped(const ResultsReader& results, std::vector<Shape>& shapes) {
  const bool all = shapes.empty();
  if (all) shapes = {Shape::long_form, Shape::wide, Shape::pairwise, Shape::household};
  const auto wants = [&](Shape s) { return std::ranges::count(shapes, s) > 0; };
  Shaped out;
  if (wants(Shape::wide)) {
    auto found = Wide::of(results);
    if (!found) return found.problems();
    out.wide.emplace(std::move(*found));
  }
  if (wants(Shape::pairwise) || wants(Shape::household)) {
    auto found = Couples::of(results);
    if (!found) return found.problems();
    if (found->none() && !all) return no_couple(results);
    if (found->none()) std::erase_if(shapes, [](Shape s) { return s == Shape::pairwise || s == Shape::household; });
    out.couples.emplace(std::move(*found));
  }
  out.told = results.provenance(data_kind_key).has_value();
  return out;
}

std::string shape_file(Shape s) { return std::string(shape_names[static_cast<std::size_t>(s)]) + ".csv"; }

}  // namespace

Expected<std::vector<std::string>> export_shapes(const ResultsReader& results, const std::string& dir,
                                                 std::vector<Shape> shapes, const CsvDialect& dialect) {
  const auto tables = shaped(results, shapes);
  if (!tables) return tables.problems();
  std::vector<std::string> files{"codebook.csv"};
  for (const Shape s : shapes) files.push_back(shape_file(s));
  if (tables->wide) files.emplace_back("wide_codebook.csv");
  if (tables->told) files.emplace_back("told.csv");
  auto folder = WholeFolder::begin(dir, files);
  if (!folder) return folder.problems();
  std::optional<Problem> problem = write_query(results, all_of("codebook"), folder->path("codebook.csv"), dialect);
  for (const Shape s : shapes) {
    if (problem) return *problem;
    const std::string path = folder->path(shape_file(s));
    problem = s == Shape::long_form  ? write_query(results, long_query, path, dialect)
              : s == Shape::wide     ? write_lines(tables->wide->table(), path, dialect)
              : s == Shape::pairwise ? write_lines(tables->couples->pairwise(), path, dialect)
                                     : write_lines(tables->couples->household(), path, dialect);
  }
  if (!problem && tables->wide)
    problem = write_lines(tables->wide->codebook(), folder->path("wide_codebook.csv"), dialect);
  if (!problem && tables->told) problem = write_query(results, all_of("told"), folder->path("told.csv"), dialect);
  if (!problem) problem = folder->finish();
  if (problem) return *problem;
  return files;
}

}  // namespace bowlby
