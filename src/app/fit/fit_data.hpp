// `bowlby fit`: which values of a few parameters make simulated people look like a sample of one's own. Worlds are
// lived at many values, each seen as the data were; what those worlds give stands in for the model. Whether a parameter
// can be told at all is tried on simulated samples of the same people, days and gaps before any number is printed.
#pragma once
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "app/data/features.hpp"
#include "app/progress.hpp"
#include "base/problem.hpp"
#include "fit/design.hpp"
#include "fit/sample_fit.hpp"
#include "model/parameters.hpp"
#include "studies/study.hpp"

namespace bowlby {

inline constexpr std::size_t most_fitted = 6, usual_fitted = 4;
inline constexpr std::uint32_t runs_per_parameter = 50, fewest_runs = 40, most_runs = 5000;

// A parameter that is fitted, and the prior: uniform between two values, along the parameter's own scale.
struct FittedParameter {
  const ParamInfo* row = nullptr;
  double low = 0, high = 0;
};

// "press_taxes" (the rule's prior around the study's own value), "press_taxes=0:1.5"
Expected<FittedParameter> read_fitted(const std::string& text, const Params& own);
// By the rule of docs/fit.md.
FittedParameter usual_prior(const ParamInfo&, const Params& own);
// What is looked at where no parameter is named.
std::vector<FittedParameter> fit_candidates(const Params& own);

struct FitDataRequest {
  std::string data;  // folder of an import or of a run
  Study study;
  std::vector<FittedParameter> parameters;  // empty: those of the candidates that the statistics tell most of
  std::uint32_t runs = 0;                   // 0: runs_per_parameter each, at least twice that
  std::vector<std::string> only;            // instruments or scales; empty: all that both have
  std::optional<double> age;                // of everybody, where the data tell none
  std::string output;
  bool begin = false;              // lay out the runs, and live none of them
  std::uint32_t task = 1, of = 0;  // every of-th run, from the task-th, in a folder that was begun; 0: all, and the fit
  std::string command;
  int threads = 0;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
  const std::atomic<bool>* enough = nullptr;  // begin no other run, and end well
};

struct DataFit {
  std::string data, study;  // names
  std::size_t people = 0, couples = 0;
  std::uint32_t founders = 0;
  std::size_t runs = 0, lived = 0, screened = 0;  // lived: now; screened: runs to choose the parameters
  std::vector<std::string> remarks, unknown;
  std::vector<FittedParameter> parameters;
  std::vector<double> own;        // the study's values
  std::vector<Feature> features;  // of the data
  fit::SampleFit fit;
  std::vector<std::string> files;
  std::string digest;
  std::size_t share = 0, there = 0;  // runs of a task; of them there already
  double seconds = 0;
  bool reckoned = false;  // not for a task
  bool stopped = false;

  [[nodiscard]] fit::Axis axis(std::size_t parameter) const;
};

Expected<DataFit> fit_data(const FitDataRequest&);

// Why a parameter is refused, for people; empty: it is told.
std::string reason_of(const DataFit&, std::size_t parameter);
std::string to_text(const DataFit&);
std::string to_json(const DataFit&);
std::string parameters_csv(const DataFit&);
std::string statistics_csv(const DataFit&);
std::string gates_csv(const DataFit&);
std::string to_picture(const DataFit&);

}  // namespace bowlby
