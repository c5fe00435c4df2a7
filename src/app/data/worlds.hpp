// Simulated worlds that are seen as the data were: what comparing data and fitting to them have in common.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/data/features.hpp"
#include "app/data/mirror.hpp"
#include "base/problem.hpp"
#include "studies/study.hpp"

namespace bowlby {

// What was measured in a world, in the order of the data's statistics, and how well the people were stood in for.
struct LivedWorld {
  std::vector<evidence::Maybe> values;
  std::size_t lacking = 0, unlike = 0;
  std::string text() const;              // of the two counts
  void read(const std::string& counts);  // what text() gave
};

struct WorldsRequest {
  std::string data;  // folder of an import or of a run
  Study study;
  std::vector<std::string> only;  // instruments or scales; empty: all that both have
  std::optional<double> age;      // of everybody, where the data tell none
  const std::atomic<bool>* stop = nullptr;
};

class WorldsLikeData {
 public:
  static Expected<WorldsLikeData> of(const WorldsRequest&);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Seen& data() const { return data_; }
  [[nodiscard]] const std::vector<Feature>& features() const { return features_; }  // those that the data have
  [[nodiscard]] const MirrorStudy& mirror() const { return mirror_; }
  [[nodiscard]] std::size_t couples() const;
  [[nodiscard]] std::vector<evidence::Maybe> values() const;  // of the features
  // Everything that decides what is in a world.
  [[nodiscard]] std::string study_text() const;

  // So many must live that everybody has a stand-in, or that more would hardly help. The first world, or nothing when
  // asked to stop.
  Expected<std::optional<LivedWorld>> look_how_many();
  // `times` as many as the data themselves ask for: 1, 2, 4 up to most_times.
  void live_with(std::uint32_t times) { mirror_.study.scenario.founders = least_ * times; }
  static constexpr std::uint32_t most_times = 16;

  // At the study's own parameters, or others. Nothing when asked to stop.
  Expected<std::optional<LivedWorld>> world(std::uint32_t number, const Params* params = nullptr) const;

 private:
  explicit WorldsLikeData(const WorldsRequest& r) : stop_(r.stop) {}
  Expected<std::optional<StandIns>> lived(std::uint32_t number, const Params* params) const;
  LivedWorld measured(const StandIns&) const;
  [[nodiscard]] bool stopped() const { return stop_ != nullptr && stop_->load(); }

  const std::atomic<bool>* stop_;
  std::string name_;
  Seen data_;
  std::vector<Feature> features_;
  MirrorStudy mirror_;
  std::uint32_t least_ = 0;  // founders that the data ask for
};

}  // namespace bowlby
