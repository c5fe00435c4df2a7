#include "notebook/wiped_memory.hpp"

#include <malloc.h>
#include <string.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

std::atomic<bool> wiping = false;

void give_back(void* memory) noexcept {
  if (memory && wiping.load(std::memory_order_relaxed)) ::explicit_bzero(memory, ::malloc_usable_size(memory));
  std::free(memory);
}

void* take(std::size_t bytes, std::size_t alignment) {
  for (;;) {
    void* memory = alignment > alignof(std::max_align_t)
                       ? std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment)
                       : std::malloc(bytes ? bytes : 1);
    if (memory) return memory;
    const std::new_handler more = std::get_new_handler();
    if (!more) throw std::bad_alloc();
    more();
  }
}

void* take_or_none(std::size_t bytes, std::size_t alignment) noexcept {
  try {
    return take(bytes, alignment);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace

// The forms for arrays call these (17.6.3 of the standard). So would those without exceptions, but a checker of memory
// brings its own, and what those give must not be given back here: they are replaced, too.
void* operator new(std::size_t bytes) { return take(bytes, 0); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return take(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return take_or_none(bytes, 0); }
void* operator new(std::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return take_or_none(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

namespace bowlby::notebook {

void wipe_what_is_freed() { wiping = true; }

}  // namespace bowlby::notebook
