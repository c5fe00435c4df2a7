// What every long piece of work has, whatever it does: a request, a wish to stop that may come, a clock, and who made
// what it leaves.
#pragma once
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "app/build.hpp"

namespace bowlby {

template <class Request>
class LongSession {
 public:
  using Clock = std::chrono::steady_clock;
  explicit LongSession(const Request& request) : request_(request) {}

  [[nodiscard]] bool stopped() const { return request_.stop != nullptr && request_.stop->load(); }
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 protected:
  // Keys and values of provenance.
  using Facts = std::vector<std::pair<std::string, std::string>>;
  Facts made_by() const {
    return {{"program", "bowlby " + std::string(build_version())},
            {"commit", std::string(build_commit())},
            {"compiler", std::string(build_compiler())},
            {"command", request_.command}};
  }

  const Request& request_;
  const Clock::time_point start_ = Clock::now();
};

}  // namespace bowlby
