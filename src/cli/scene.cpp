// bowlby scene: one scene of the studio, asked from the command line. What it prints is what the server answers.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "app/scene/scene.hpp"
#include "cli/commands.hpp"
#include "cli/numbers.hpp"
#include "cli/terminal.hpp"
#include "io/files/file_kind.hpp"
#include "io/files/files.hpp"
#include "io/text/json_tree.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string kind, file;
  bool json = false;
  int threads = 0;
};

volatile std::sig_atomic_t interrupted = 0;

constexpr const char* examples = R"(Examples:
  bowlby scene evening --request evening.json
    {"moment": "hard_talk", "people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 4}],
     "change": {"kind": "ask_softly", "who": 0}}
  bowlby scene changes --request changes.json
    {"evening": {"moment": "hard_talk", "people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 4}]}}
  bowlby scene example --request example.json
    {"name": "patchy_care"}
  bowlby scene play --request play.json
    {"people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 2}], "acts": ["later", "soon", "now"]}
  bowlby scene year --request year.json
    {"care": {"response": 0.6, "consistency": 20, "rebuff": 0.2, "fright": 0},
     "compare": {"response": 0.6, "consistency": 0.8, "rebuff": 0.2, "fright": 0}}
  bowlby scene life --request life.json
    {"until": 60, "change": {"kind": "therapy", "age": 30, "months": 24}}
  bowlby scene lineage --request lineage.json --json > answer.json
    {"founders": 600, "programme": {"kind": "parenting", "age": 24, "share": 1}}
  bowlby scene plan --request plan.json
    {"edge": "contact_soothes", "sizes": [25, 50, 100], "days": [7, 14]}
Also: tune, repair_map. Every key, bound and default stands in studio/api/schema.json; docs/studio_scenes.md explains
what a scene is. Without --json only the sentences of the answer and its digest are printed.)";

int print_words(const std::string& answer) {
  const auto read = parse_json(answer, "answer", answer.size());
  if (!read) return complain(read.problems());
  for (const Json& sentence : read->at("words").items) fmt::print("{}\n", sentence.text);
  fmt::print("digest {}\n", read->at("digest").text);
  return 0;
}

int play(const Options& o) {
  const auto request = read_whole(o.file, longest_json);
  if (!request) return complain(request.problems());
  SceneContext context;
  context.threads = o.threads;
  std::signal(SIGINT, [](int) { interrupted = 1; });
  context.stop = [] { return interrupted != 0; };
  int tenths = 0;
  context.progress = [&tenths](double done, double of, std::string_view text) {
    for (; tenths < static_cast<int>(10 * done / of); ++tenths)
      say(fmt::format("{:3}%  {}\n", 10 * (tenths + 1), text));
  };
  const auto answer = scene_answer(o.kind, *request, context);
  if (interrupted) return 130;
  if (!answer) {
    if (const auto is = other_kind(o.file, FileKind::request)) return complain({*is});
    auto problems = answer.problems();
    for (Problem& p : problems)
      if (p.file == "request") p.file = o.file;
    return complain(problems);
  }
  if (!o.json) return print_words(*answer);
  fmt::print("{}\n", *answer);
  return 0;
}

}  // namespace

void add_scene(CLI::App& app, Chosen& chosen) {
  auto o = std::make_shared<Options>();
  CLI::App* scene = app.add_subcommand("scene", "One scene of the studio: an evening, a year, a life, generations");
  scene->add_option("kind", o->kind, "evening, changes, play, example, tune, repair_map, year, life, lineage or plan")
      ->required();
  scene->add_option("--request", o->file, "JSON file of what is asked")->required();
  scene->add_flag("--json", o->json, "the whole answer as JSON");
  add_threads(*scene, o->threads);
  scene->footer(examples);
  scene->callback([&chosen, o] { chosen = [o] { return play(*o); }; });
}

}  // namespace bowlby
