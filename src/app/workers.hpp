// Several threads at one work, this one among them.
#pragma once
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

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

}  // namespace bowlby
