// Pool: threads over fixed blocks of slots. Which thread runs a block, and when, can change nothing: a block writes
// only its own rows. Results that leave a block are merged in block order by the caller.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>

namespace bowlby {

class Pool {
 public:
  explicit Pool(int threads);  // 0: as many as the machine has
  ~Pool();
  Pool(Pool&&) noexcept;
  Pool& operator=(Pool&&) noexcept;
  int threads() const { return threads_; }
  // Calls work(block, worker) for every block 0..blocks-1, each once; worker < threads().
  void for_each_block(std::size_t blocks, const std::function<void(std::size_t block, int worker)>& work);

 private:
  struct Arena;
  std::unique_ptr<Arena> arena_;
  int threads_;
};

}  // namespace bowlby
