#include "conformance/model_world.hpp"

#include <algorithm>

#include "model/draws.hpp"
#include "model/months/general.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/years/symptoms.hpp"

namespace bowlby::conformance {
namespace {

Belief in(const reference::Belief& b) { return {b.response, b.unpredictability, b.rebuff, b.fright}; }
reference::Belief out(const Belief& b) { return {b.mu, b.nu, b.kappa, b.phi}; }

Person person_of(const reference::Person& r) {
  Person s;
  s.threshold = r.threshold, s.soothing = r.soothing, s.rebuff_cost = r.rebuff_cost, s.insistence = r.insistence;
  s.learning = r.learning, s.holding_cost = r.holding_cost;
  s.gene_anxiety = r.gene_anxiety, s.gene_avoidance = r.gene_avoidance, s.gene_mood = r.gene_mood;
  s.distress = r.distress, s.security = r.security, s.active = r.active, s.coregulation = r.coregulation;
  s.substitute = r.substitute, s.distress_mean = r.distress_mean, s.security_mean = r.security_mean;
  s.separation = r.separation, s.haven = r.haven, s.moment_rate = r.moments_a_day, s.life_stress = r.life_stress;
  s.general_mu = r.general.response, s.general_nu = r.general.unpredictability;
  s.general_kappa = r.general.rebuff, s.general_phi = r.general.fright;
  s.proto_mu = r.prototype.response, s.proto_nu = r.prototype.unpredictability;
  s.proto_kappa = r.prototype.rebuff, s.proto_phi = r.prototype.fright;
  s.depression = r.depression, s.anxiety = r.anxiety, s.trauma = r.trauma, s.substance = r.substance;
  s.help_regulation = r.help_regulation, s.help_couple = r.help_couple, s.help_gratitude = r.help_gratitude;
  s.help_parenting = r.help_parenting, s.therapy_months = r.in_therapy ? 1e6 : 0;
  return s;
}

reference::Person told(const Person& s) {
  reference::Person r;
  r.threshold = s.threshold, r.soothing = s.soothing, r.rebuff_cost = s.rebuff_cost, r.insistence = s.insistence;
  r.learning = s.learning, r.holding_cost = s.holding_cost;
  r.gene_anxiety = s.gene_anxiety, r.gene_avoidance = s.gene_avoidance, r.gene_mood = s.gene_mood;
  r.distress = s.distress, r.security = s.security, r.active = s.active, r.coregulation = s.coregulation;
  r.substitute = s.substitute, r.distress_mean = s.distress_mean, r.security_mean = s.security_mean;
  r.separation = s.separation, r.haven = s.haven, r.moments_a_day = s.moment_rate, r.life_stress = s.life_stress;
  r.general = out(s.general()), r.prototype = out(s.prototype());
  r.depression = s.depression, r.anxiety = s.anxiety, r.trauma = s.trauma, r.substance = s.substance;
  r.help_regulation = s.help_regulation, r.help_couple = s.help_couple, r.help_gratitude = s.help_gratitude;
  r.help_parenting = s.help_parenting, r.in_therapy = s.therapy_months > 0;
  return r;
}

Giver giver_of(const reference::Figure& f) {
  return {f.giving, f.momentary, f.rebuffs, f.frightens, f.distress, f.withdrawal, f.bond_back, f.peer ? 1.0 : 0.0};
}

struct Run {
  const Case& c;
  Params p;
  RunKey key;
  Person s;
  std::vector<Tie> ties;
  Trajectory seen;
  int day = 0;

  explicit Run(const Case& given) : c(given), key(RunKey::of(given.seed, given.replicate)), s(person_of(given.person)) {
    for (const auto& [name, value] : c.numbers) p.*(find_parameter(name)->field) = value;
    for (const auto& f : c.figures) ties.push_back({in(f.belief), f.bond});
  }
  Draws draws() const {
    return {key.key,
            {static_cast<std::uint32_t>(c.stream), static_cast<std::uint32_t>(c.stream >> 32)},
            static_cast<std::uint32_t>(day)};
  }

  void live_day() {
    const Draws d = draws();
    const Traits t = traits_of(s, p);
    Mood mood = mood_of(s);
    const int count = std::min(24, num::poisson_count(d.uniform(Purpose::day), s.moment_rate));
    double clock = 0, d_sum = 0, f_sum = 0;
    for (int e = 1; e <= count; ++e) {
      const auto index = static_cast<std::uint32_t>(e);
      const num::Block a = d.block(Purpose::moment_a, index), b = d.block(Purpose::moment_b, index);
      const double hour = 7 + 16.0 * (e - 1 + num::unit(a.w[0])) / count;
      const MomentDraws draw{hour - clock, p.stress_size * num::exponential(num::unit(a.w[1])), num::unit(a.w[2]),
                             num::box_muller(num::unit(b.w[0]), num::unit(b.w[1])), num::unit(a.w[3])};
      const int k = c.turns_to.empty() ? -1 : c.turns_to[b.w[2] >> 28];
      Tie room;
      Tie& tie = k < 0 ? room : ties[static_cast<std::size_t>(k)];
      const Giver g = k < 0 ? Giver{-6, .01, 0, 0, 0, 0, 0, 0} : giver_of(c.figures[static_cast<std::size_t>(k)]);
      const Moment m = moment_step(mood, tie, t, g, draw, p);
      seen.moments.push_back({day, hour, k, static_cast<int>(m.action), draw.stressor, m.activation, m.response,
                              m.rebuff, m.fright, m.conflict, mood.distress, mood.security, out(tie.belief), tie.bond});
      clock = hour;
      d_sum += mood.distress;
      f_sum += mood.security;
    }
    mood.distress =
        distress_alone(mood.distress, soothing_rate(t.soothing, mood.coregulation, p), t.separation, 24 - clock, p);
    mood.security = security_alone(mood.security, t.haven, 24 - clock, p);
    keep_mood(s, mood);
    s.distress_mean = moved(s.distress_mean, (d_sum + s.distress) / (count + 1), 1.0 / 30);
    s.security_mean = moved(s.security_mean, (f_sum + s.security) / (count + 1), 1.0 / 30);
  }

  void live_month() {
    const double age = (day - c.birth_day) / 365.0, therapy = s.therapy_months > 0 ? 1 : 0;
    const Belief target = pull_target(s.prototype(), s.gene_anxiety, s.gene_avoidance, age, p);
    for (std::size_t k = 0; k < ties.size(); ++k) {
      if (!c.figures[k].present) continue;
      ties[k].belief = moved(ties[k].belief, target, share_gone(p.prototype_pull, 1.0 / 12));
      ties[k].bond *= 1 - share_gone(p.bond_decay, 1.0 / 12);
    }
    const Belief G = s.general();
    Belief taught{G.mu * .9, G.nu, G.kappa, G.phi};
    double rate = 0;
    if (!c.turns_to.empty()) {
      taught = {};
      for (const int k : c.turns_to) {
        const Belief& b = ties[static_cast<std::size_t>(k)].belief;
        taught = {taught.mu + b.mu, taught.nu + b.nu, taught.kappa + b.kappa, taught.phi + b.phi};
      }
      taught = {taught.mu / 16, taught.nu / 16, taught.kappa / 16, taught.phi / 16};
      rate = generalisation_rate(age, p) + therapy * p.help_plasticity;
    }
    double z[4];
    draws().normals(Purpose::month, 0, z);
    const Belief g = general_after_month(G, taught, rate, z, p),
                 P = prototype_after_month(s.prototype(), g, age, therapy, p);
    s.general_mu = g.mu, s.general_nu = g.nu, s.general_kappa = g.kappa, s.general_phi = g.phi;
    s.proto_mu = P.mu, s.proto_nu = P.nu, s.proto_kappa = P.kappa, s.proto_phi = P.phi;
    s.haven = taught.mu;

    const double kept = num::exp(-1 / p.life_stress_memory);
    s.life_stress =
        kept * s.life_stress + p.life_stress_sd * num::sqrt(1 - kept * kept) * draws().normal(Purpose::month, 4);
    draws().normals(Purpose::month, 2, z);
    symptoms_month(s, z, p);
    const double fade = 1 - share_gone(p.help_fade, 1.0 / 12);
    s.help_regulation *= fade, s.help_couple *= fade, s.help_gratitude *= fade, s.help_parenting *= fade;
    s.separation *= 1 - share_gone(p.grief_decay, 1.0 / 12);
    s.substitute *= 1 - share_gone(p.substitute_decay, 1.0 / 12);
    s.moment_rate = moment_rate_at(age, p);
  }
};

class ModelWorld final : public World {
 public:
  std::string name() const override { return "model"; }
  double tolerance() const override { return 1e-12; }
  Trajectory live(const Case& c) const override {
    Run run(c);
    for (int i = 0; i < c.days; ++i) {
      run.day = c.first_day + i;
      for (const int m : c.month_days)
        if (m == run.day) run.live_month();
      run.live_day();
      run.seen.nights.push_back(told(run.s));
    }
    run.seen.figures = c.figures;
    for (std::size_t k = 0; k < run.ties.size(); ++k) {
      run.seen.figures[k].belief = out(run.ties[k].belief);
      run.seen.figures[k].bond = run.ties[k].bond;
    }
    return run.seen;
  }
};

}  // namespace

std::unique_ptr<World> make_model_world() { return std::make_unique<ModelWorld>(); }

}  // namespace bowlby::conformance
