// A study lived to its end, for tests of what its report says.
#pragma once
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "app/report/report.hpp"
#include "app/run/run_study.hpp"
#include "io/study/file.hpp"

namespace bowlby {

// A finished run in a folder of its own, gone with the object.
class Finished {
 public:
  Finished(const std::string& name, const std::string& yaml) : Finished(name, parse_study(yaml, name)) {}
  Finished(const std::string& name, const Expected<Study>& study)
      : dir_(std::filesystem::temp_directory_path() / ("bowlby_report_" + name + "_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(dir_);
    if (!study) throw std::runtime_error(text(study.problems().front()));
    RunRequest request;
    request.study = *study;
    request.output = dir_.string();
    request.command = "bowlby run " + name + ".yaml";
    request.threads = 1;
    request.report = false;
    const auto done = run_study(request);
    if (!done) throw std::runtime_error(text(done.problems().front()));
    auto opened = read_results(dir_.string());
    if (!opened) throw std::runtime_error(text(opened.problems().front()));
    reader.emplace(std::move(*opened));
  }
  ~Finished() {
    reader.reset();
    std::filesystem::remove_all(dir_);
  }
  Finished(const Finished&) = delete;
  Finished& operator=(const Finished&) = delete;

  double number(const std::string& sql) const {
    const auto t = reader->query(sql);
    if (!t || t->rows.size() != 1) throw std::runtime_error("not one row: " + sql);
    return t->number(0, 0).value_or(std::nan(""));
  }
  report::PageData page() const {
    auto p = page_data(*reader);
    if (!p) throw std::runtime_error(text(p.problems().front()));
    return *p;
  }
  std::string dir() const { return dir_.string(); }
  std::optional<ResultsReader> reader;

 private:
  std::filesystem::path dir_;
};

}  // namespace bowlby
