// Any bytes on a connection are a request that ends inside them, a beginning, or are refused in words; never anything
// else, and never differently when they arrive in two pieces. What is framed, ordered or saved is read without a fault.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/frame.hpp"
#include "server/job.hpp"
#include "server/orders.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bowlby;
  using namespace bowlby::server;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Frame whole = frame(bytes);
  if (whole.state == Frame::State::whole && whole.head + whole.body > size) std::abort();
  if (whole.state == Frame::State::refused && (whole.status < 400 || whole.reason.empty() || whole.remedy.empty()))
    std::abort();
  // A request that is whole stays the same request whatever follows, and was only a beginning before.
  if (whole.state == Frame::State::whole) {
    const std::size_t end = whole.head + whole.body;
    const Frame alone = frame(bytes.substr(0, end));
    if (alone.state != Frame::State::whole || alone.head != whole.head || alone.body != whole.body) std::abort();
    if (frame(bytes.substr(0, end - 1)).state != Frame::State::more) std::abort();
  }
  static const StudyShelf shelf;
  const std::string_view body = whole.state == Frame::State::whole ? bytes.substr(whole.head, whole.body) : bytes;
  if (const auto order = read_order(body, shelf); !order) {
    if (order.problems().empty()) std::abort();
    for (const Problem& p : order.problems())
      if (p.reason.empty() || p.remedy.empty()) std::abort();
  } else {
    Job job;
    job.id = "fuzz";
    job.order = *order;
    const std::string record = to_record(job);
    const auto back = from_record(record, "fuzz.json");
    if (!back || to_record(*back) != record) std::abort();
  }
  if (const auto job = from_record(body, "fuzz.json")) (void)to_json(*job);
  return 0;
}
