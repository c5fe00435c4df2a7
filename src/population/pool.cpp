#include "population/pool.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

// The thread library is not built for the race checker, which so cannot see that every block begins after the call and
// ends before its return. These calls say just that; what blocks do to one another, the checker sees by itself.
#ifdef BOWLBY_TSAN
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
#define BOWLBY_AFTER(place) __tsan_acquire(place)
#define BOWLBY_BEFORE(place) __tsan_release(place)
#else
#define BOWLBY_AFTER(place) static_cast<void>(place)
#define BOWLBY_BEFORE(place) static_cast<void>(place)
#endif

namespace bowlby {

struct Pool::Arena {
  explicit Arena(int n)
      : control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(n)), arena(n) {}
  tbb::global_control control;
  tbb::task_arena arena;
};

Pool::Pool(int threads) : threads_(threads > 0 ? threads : tbb::this_task_arena::max_concurrency()) {
  arena_ = std::make_unique<Arena>(threads_);
}
Pool::~Pool() = default;
Pool::Pool(Pool&&) noexcept = default;
Pool& Pool::operator=(Pool&&) noexcept = default;

void Pool::for_each_block(std::size_t blocks, const std::function<void(std::size_t, int)>& work) {
  if (threads_ == 1 || blocks <= 1) {
    for (std::size_t b = 0; b < blocks; ++b) work(b, 0);
    return;
  }
  char begin = 0, end = 0;
  BOWLBY_BEFORE(&begin);
  arena_->arena.execute([&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, blocks, 1), [&](const tbb::blocked_range<std::size_t>& range) {
      BOWLBY_AFTER(&begin);
      const int worker = tbb::this_task_arena::current_thread_index();
      for (std::size_t b = range.begin(); b != range.end(); ++b) work(b, worker);
      BOWLBY_BEFORE(&end);
    });
  });
  BOWLBY_AFTER(&end);
}

}  // namespace bowlby
