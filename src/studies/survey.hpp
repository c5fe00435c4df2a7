// Survey: the waves of a study, laid over a running population. It sees people one at a time, through instruments.
#pragma once
#include <vector>

#include "population/record.hpp"
#include "population/run.hpp"
#include "studies/study.hpp"

namespace bowlby {

class Survey final : public Observer {
 public:
  // Rows go to `recorder` in the order of waves, then ids, whatever the threads did.
  Survey(const Study&, Recorder& recorder);
  void month(const World&, Pool&) override;

 private:
  void visit(const World&, Pool&, std::size_t wave, double age);
  void courses(const World&);

  const Study& study_;
  Recorder& recorder_;
  std::vector<std::vector<ObservationRow>> found_;  // per block
};

}  // namespace bowlby
