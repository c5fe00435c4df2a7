// Long work of other commands, done as a sweep is: laid out in a folder, its cells done in shares by any number of
// tasks, and gathered to the same bytes as the command gives in one go.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/sweep/sweep.hpp"
#include "io/sweep/pieces.hpp"

namespace bowlby {

struct GatherWork {
  std::string dir;
  std::vector<std::string> others;  // folders of the same work, from other machines
  std::string command;
  int threads = 0;
  bool resume = true, json = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};
struct GatheredWork {
  std::vector<std::uint32_t> missing;  // cells, from 1; then nothing was reckoned
  std::size_t cells = 0;
  std::string text;  // what the command itself would say, as words or as JSON
  bool stopped = false;
};

// One kind of it.
struct SharedWork {
  const char* name;
  const char* whole;  // why a part of it has no meaning
  Expected<std::size_t> (*cells)(const std::string& dir);
  Expected<SweepWorked> (*work)(const SweepWork&);
  Expected<GatheredWork> (*gather)(const GatherWork&);
  Expected<std::size_t> (*stages)(const std::string& dir) = nullptr;  // that wait for each other, if there are any
};

// What a folder was laid out for; nothing: a sweep over values, or nothing at all.
Expected<const SharedWork*> shared_work_in(const std::string& dir);

// For the kinds.
using KeyOf = std::function<Expected<std::string>(const std::string& dir)>;
Expected<std::string> key_of_laid_out(const std::string& dir);
// All pieces in the first folder, as far as others have them; then what is missing. `key` of that folder; others must
// have the same.
Expected<GatheredWork> bring_together(const GatherWork&, const std::string& key, std::size_t cells, const KeyOf&);
// That the other folder is of other work.
Problem another_work(const std::string& dir, const std::string& other);
// What is missing of a task's share, piece by piece. `live` gives the text of a piece, or nothing where it was asked to
// stop; `says` is what progress tells of it.
struct PieceWork {
  std::size_t count = 0;
  std::function<Expected<std::optional<std::string>>(std::size_t piece)> live;
  std::function<std::string(std::size_t piece)> says;
};
Expected<SweepWorked> work_pieces(const SweepWork&, const Pieces&, const PieceWork&);
// What every request of a long command has in common.
template <class Asked, class Request>
void pass_on(const Asked& asked, Request& request) {
  request.output = asked.dir, request.command = asked.command, request.threads = asked.threads;
  request.progress = asked.progress, request.stop = asked.stop;
}

}  // namespace bowlby
