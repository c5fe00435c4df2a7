// Results: the one SQLite file of a run, written row by row as the run goes.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "population/record.hpp"
#include "studies/study.hpp"

namespace bowlby {

class ResultsReader;

// Rows written so far, table by table. Plain numbers, so that a checkpoint can carry them.
struct RowCounts {
  std::uint64_t people = 0, observations = 0, events = 0, ties = 0, moments = 0, courses = 0, stream = 0, diary = 0,
                invitations = 0;
  std::array<std::uint64_t, 16> digests{};  // of those rows, table by table; 0: not known
  bool operator==(const RowCounts&) const = default;
};

// Life of the file: DIR/results.sqlite.partial while the run goes, DIR/results.sqlite once it is whole. Rows since the
// last checkpoint are lost when the program dies, never more and never less. Nothing is ever thrown or overwritten:
// after a failure rows are ignored and problem() says why.
class Results final : public Recorder {
 public:
  // What is told from the first moment about the run: keys and values of provenance.
  using Facts = std::vector<std::pair<std::string, std::string>>;
  // A new file in a folder that does not exist yet or is empty. The study and the facts are written into it.
  static Expected<Results> open_new(const std::string& dir, const Study&, const Facts& = {});
  // The same beside other things in the folder; only the file itself must not be there.
  static Expected<Results> open_beside(const std::string& dir, const Study&, const Facts&);
  // The unfinished file of `dir`, cut back to the rows it had at a checkpoint.
  static Expected<Results> open_resume(const std::string& dir, const RowCounts&);

  // No file: the rows stay in memory, and read() hands them over once all are written.
  static Expected<Results> open_in_memory(const Study&);

  Results(Results&&) noexcept;
  Results& operator=(Results&&) noexcept;
  ~Results() override;

  // Rows from now on belong to this replicate (0 at first).
  void replicate(std::uint32_t);
  void events(std::span<const EventRow>) override;
  void observations(std::span<const ObservationRow>) override;
  void invitations(std::span<const InvitationRow>) override;
  void ties(std::span<const TieRow>) override;
  void moments(std::span<const MomentRow>) override;
  void diary(std::span<const DiaryRow>) override;
  void courses(std::span<const CourseRow>) override;
  void people(std::span<const PersonRow>) override;
  void stream(const StreamRow&) override;
  // What is told about the run; a key told twice keeps the later value.
  void provenance(std::string_view key, std::string_view value);

  // Makes all rows so far last.
  Expected<RowCounts> checkpoint();
  // Indices, last commit, flush to disk, final name. Nothing may be written afterwards.
  std::optional<Problem> finish();
  // Of results in memory: indices, last commit, and a reader of them. Nothing may be written afterwards.
  Expected<ResultsReader> read();
  // The first failure, if any.
  std::optional<Problem> problem() const;

 private:
  class Writer;
  explicit Results(std::unique_ptr<Writer>);
  std::unique_ptr<Writer> writer_;
};

// Where the file of a run lies.
inline std::string results_path(const std::string& dir) { return dir + "/results.sqlite"; }
inline std::string unfinished_results_path(const std::string& dir) { return results_path(dir) + ".partial"; }

}  // namespace bowlby
