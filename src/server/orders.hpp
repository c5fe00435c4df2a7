// From what the page asks for to a job: every name and number checked by the same tables as a study file.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "server/job.hpp"

namespace bowlby::server {

// Studies by name, as YAML: the shipped ones, and one more from a file. And which claims can be run.
class StudyShelf {
 public:
  StudyShelf();  // the shipped ones
  std::optional<std::vector<Problem>> add_file(const std::string& path);
  const std::map<std::string, std::string>& texts() const { return texts_; }
  // Claims and their studies of this folder in place of the built-in ones, from now on and for jobs that are kept.
  std::optional<std::vector<Problem>> take_claims(const std::string& folder);
  const std::string& entries() const { return entries_; }  // that folder, or empty

 private:
  std::map<std::string, std::string> texts_;
  std::string entries_;
};

// The body of POST /api/jobs. All faults at once, as far as anybody reads them.
inline constexpr std::size_t most_order_problems = 32;
Expected<JobOrder> read_order(std::string_view body, const StudyShelf&);

}  // namespace bowlby::server
