// Several threads at one work, this one among them.
#pragma once
#include <algorithm>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

// Calls `work` in `count` threads and waits for all. Where no more can be started, those there are do it all: how many
// never changes a result. What one of them throws is thrown here, once the others have ended.
inline void work_together(int count, const std::function<void()>& work) {
  std::mutex mutex;
  std::exception_ptr first;
  const auto guarded = [&] {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first) first = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  try {
    threads.reserve(static_cast<std::size_t>(count));
    for (int w = 1; w < count; ++w) threads.emplace_back(guarded);
  } catch (const std::system_error&) {
  }
  guarded();
  for (std::thread& t : threads) t.join();
  if (first) std::rethrow_exception(first);
}

// Jobs 0 to `count` - 1 on so many threads (0: one per core): `work` gives an Expected, and `keep` takes what is in it,
// one at a time, and may have a problem. The first problem ends it, and so does `stopped`.
template <class Work, class Keep>
std::vector<Problem> work_through(std::size_t count, int threads, const std::function<bool()>& stopped, Work&& work,
                                  Keep&& keep) {
  std::mutex mutex;  // guards what follows, and `keep`
  std::size_t next = 0;
  std::vector<Problem> problems;
  const int wanted = threads > 0 ? threads : static_cast<int>(std::thread::hardware_concurrency());
  work_together(std::clamp(wanted, 1, static_cast<int>(std::max<std::size_t>(count, 1))), [&] {
    for (;;) {
      std::size_t job = 0;
      {
        const std::lock_guard lock(mutex);
        if (next >= count || !problems.empty() || stopped()) return;
        job = next++;
      }
      const auto result = work(job);
      const std::lock_guard lock(mutex);
      if (result && stopped()) return;
      if (!result)
        problems.insert(problems.end(), result.problems().begin(), result.problems().end());
      else if (const auto problem = keep(job, *result))
        problems.push_back(*problem);
    }
  });
  return problems;
}

}  // namespace bowlby
