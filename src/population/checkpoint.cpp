#include "population/checkpoint.hpp"

#include <cstring>

namespace bowlby {
namespace {

struct Writer {
  std::vector<std::byte>& out;
  void raw(const void* data, std::size_t bytes) {
    const auto* from = static_cast<const std::byte*>(data);
    out.insert(out.end(), from, from + bytes);
  }
  template <class T>
  void column(const std::vector<T>& c) {
    const std::uint64_t n = c.size();
    raw(&n, sizeof n);
    raw(c.data(), c.size() * sizeof(T));
  }
};

struct Reader {
  std::span<const std::byte> in;
  bool well = true;
  void raw(void* data, std::size_t bytes) {
    if (!well || bytes > in.size()) {
      well = false;
      return;
    }
    if (bytes > 0) std::memcpy(data, in.data(), bytes);  // an empty column has no address
    in = in.subspan(bytes);
  }
  template <class T>
  void column(std::vector<T>& c) {
    std::uint64_t n = 0;
    raw(&n, sizeof n);
    if (!well || n > in.size() / sizeof(T)) {
      well = false;
      return;
    }
    c.resize(n);
    raw(c.data(), n * sizeof(T));
  }
};

template <class W, class IO>
void pass(W& w, IO& io) {
  io.raw(&w.month, sizeof w.month);
  io.raw(&w.founders_born, sizeof w.founders_born);
  io.raw(&w.person_days, sizeof w.person_days);
  for_each_column(w.living, [&io](const char*, auto& c, int) { io.column(c); });
  for_each_registry_column(w.registry, [&io](const char*, auto& c) { io.column(c); });
  io.column(w.happened);
}

bool shapes_agree(const World& w) {
  bool well = true;
  const std::size_t n = w.living.size(), ids = w.registry.size();
  for_each_column(w.living,
                  [&](const char*, const auto& c, int per) { well &= c.size() == n * static_cast<std::size_t>(per); });
  for_each_registry_column(w.registry, [&](const char*, const auto& c) { well &= c.size() == ids; });
  return well && w.month >= 0 && w.founders_born <= w.scenario.founders;
}

}  // namespace

std::vector<std::byte> save_world(const World& w) {
  std::vector<std::byte> bytes;
  Writer writer{bytes};
  pass(w, writer);
  writer.column(std::vector(w.reached.begin(), w.reached.end()));
  return bytes;
}

bool restore_world(World& w, std::span<const std::byte> bytes) {
  Reader reader{bytes};
  pass(w, reader);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> reached;
  reader.column(reached);
  w.reached = {reached.begin(), reached.end()};
  return reader.well && reader.in.empty() && shapes_agree(w);
}

}  // namespace bowlby
