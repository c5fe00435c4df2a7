#include "io/export_csv.hpp"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "io/fields.hpp"
#include "io/files.hpp"
#include "io/results_schema.hpp"

namespace bowlby {

namespace {

void append(std::string& out, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
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
void append(std::string& out, double v) {
  const auto single = static_cast<float>(v);
  if (static_cast<double>(single) != v || v == std::floor(v)) {
    out += io::number_text(v);
    return;
  }
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, single).ptr);
}

void append(std::string& out, const Cell& cell) {
  if (const double* v = std::get_if<double>(&cell))
    append(out, *v);
  else if (const std::string* text = std::get_if<std::string>(&cell))
    append(out, *text);
}

template <class List>
void line(std::string& out, const List& cells) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) out += ',';
    append(out, cell);
    first = false;
  }
  out += "\r\n";
}

// A file written in large pieces; the first failure is kept.
class Output {
 public:
  explicit Output(const std::string& path) : file_(std::fopen(path.c_str(), "wbx")), error_(file_ ? 0 : errno) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { close(); }
  std::string& buffer() { return buffer_; }
  void spill(std::size_t beyond) {
    if (buffer_.size() <= beyond) return;
    if (error_ == 0 && std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) error_ = errno;
    buffer_.clear();
  }
  // 0, or what went wrong.
  int close() {
    spill(0);
    if (file_ && std::fclose(file_) != 0 && error_ == 0) error_ = errno;
    file_ = nullptr;
    return error_;
  }

 private:
  std::FILE* file_;
  int error_;
  std::string buffer_;
};

std::optional<Problem> write_table(const ResultsReader& results, const std::string& table, const std::string& path) {
  constexpr std::size_t piece = 1 << 20;
  Output output(path);
  const auto problem = results.visit(
      "SELECT * FROM \"" + table + "\"", {},
      [&](const std::vector<std::string>& names) { line(output.buffer(), names); },
      [&](std::span<const Cell> cells) {
        line(output.buffer(), cells);
        output.spill(piece);
      });
  const int error = output.close();
  if (problem) return problem;
  if (error == 0) return std::nullopt;
  return Problem{Fault::file,
                 path,
                 0,
                 0,
                 "",
                 "cannot be written: " + std::generic_category().message(error),
                 "check the free space and choose another folder"};
}

}  // namespace

std::optional<Problem> export_csv(const ResultsReader& results, const std::string& dir) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(dir, error);
  if (error)
    return Problem{
        Fault::file, dir, 0, 0, "", "the folder cannot be made: " + error.message(), "choose another folder"};
  std::vector<std::string> final_names;
  for (const std::string_view table : io::public_tables())
    final_names.push_back((fs::path(dir) / (std::string(table) + ".csv")).string());
  for (const std::string& name : final_names)
    if (fs::exists(name, error))
      return Problem{Fault::file, name, 0, 0, "", "is there already", "choose an empty folder; nothing is overwritten"};
  // All are written under other names first, so that a failure leaves no half export behind.
  std::optional<Problem> problem;
  std::size_t at = 0;
  for (const std::string_view table : io::public_tables())
    if (!problem) problem = write_table(results, std::string(table), final_names[at++] + ".partial");
  for (std::size_t i = 0; i < at && !problem; ++i) problem = settle(final_names[i] + ".partial", final_names[i]);
  if (problem)
    for (const std::string& name : final_names) fs::remove(name + ".partial", error);
  return problem;
}

}  // namespace bowlby
