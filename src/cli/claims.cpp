// Claims as experiments: list them, show one, run them.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/claims/carriers.hpp"
#include "app/claims/claims.hpp"
#include "app/sweep/claims.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/study/options.hpp"
#include "io/text/fields.hpp"
#include "io/text/shell.hpp"
#include "model/edges.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

struct Options : LongOptions {
  std::vector<std::string> ids, edges;
  std::string id, output, entries, with;
  int seeds = evidence::full_seeds, looks = carriers_seeds;
  bool headline = false, all = false, begin = false, ordinary = false;
};

// The entries, built in or of a folder, with every readout tried on an empty results file.
Expected<ClaimBook> book_of(const Options& o) {
  const auto sources = claims_from(o.entries);
  if (!sources) return sources.problems();
  auto book = read_claims(*sources);
  if (!book) return book;
  if (auto problems = check_readouts(book->claims); !problems.empty()) return problems;
  return book;
}

int print_list(const Options& o) {
  const auto book = book_of(o);
  if (!book) return complain(book.problems());
  fmt::print("{}", o.json ? list_json(*book) : list_text(*book));
  return 0;
}

int print_one(const Options& o) {
  const auto book = book_of(o);
  if (!book) return complain(book.problems());
  const auto place = select_claims(*book, {o.id}, false, false);
  if (!place) return complain(place.problems());
  fmt::print("{}", show_text(book->claims[place->front()]));
  return 0;
}

// Laid out for tasks; nothing is lived.
int begin(const Options& o, ClaimsRequest& request, const std::string& command_line) {
  if (o.resume) return complain({begin_or_resume});
  const auto sources = claims_from(o.entries);
  if (!sources) return complain(sources.problems());
  request.command = without_flag(command_line, "--begin");
  const auto cells = lay_out_claims(request, *sources);
  return cells ? told_laid_out(*cells, "a study at one seed, as it is or with edges cut", o.output)
               : complain(cells.problems());
}

int run(const Options& o, const std::string& command_line) {
  if (o.ids.empty() && !o.headline && !o.all)
    return complain({Problem{Fault::usage, "", 0, 0, "claims run", "names no claim", "give ids, --headline or --all"}});
  ClaimsRequest request;
  auto book = book_of(o);
  if (!book) return complain(book.problems());
  request.book = std::move(*book);
  auto selected = select_claims(request.book, o.ids, o.headline, o.all);
  if (!selected) return complain(selected.problems());
  request.selected = std::move(*selected);
  request.output = o.output;
  request.entries = o.entries;
  request.seeds = o.seeds;
  if (o.begin) return begin(o, request, command_line);
  return long_command(o, command_line, request, run_claims, [&o](const ClaimsSummary& done) {
    if (o.json) {
      fmt::print("{}", outcome_json(done));
      return 0;
    }
    if (!o.quiet) {
      fmt::print("{}", outcome_text(done));
      fmt::print("{} runs in {}{}\n", done.jobs, duration_text(done.seconds),
                 done.reused > 0 ? fmt::format(", {} of them from before", done.reused) : "");
      fmt::print("values   {}\n", done.results);
      if (!done.page.empty()) fmt::print("page     {}\n", done.page);
    }
    fmt::print("digest {}\n", num::hex(done.digest));
    return 0;
  });
}

void add_run_claims(CLI::App& claims, Chosen& chosen, const std::shared_ptr<Options>& o,
                    const std::string& command_line) {
  CLI::App* run_command = claims.add_subcommand("run", "Run claims: write DIR/claims.sqlite and DIR/claims.html");
  run_command->add_option("ids", o->ids, "ids of claims, such as C020");
  run_command->add_flag("--headline", o->headline, "the claims of the headlines H1 to H16");
  run_command->add_flag("--all", o->all, "every claim that has an entry");
  run_command->add_option("-o,--output", o->output, "folder for the results; must not exist or be empty")->required();
  add_begin(*run_command, o->begin);
  add_long_options(
      *run_command, *o,
      {"go on in that folder; what is there and still valid is not run again", "only the digest line",
       "runs at once; 0 = one per core. Never changes the result", "the outcome as JSON, the digest in it"});
  add_number(*run_command, "--seeds", o->seeds, claim_seeds,
             "seeds per run; fewer than 20 are a quick look, never a verdict");
  run_command->add_option("--entries", o->entries,
                          "read entries and studies from FOLDER/evidence/claims and FOLDER/studies/claims instead of "
                          "the built-in ones");
  run_command->footer(
      "Examples:\n"
      "  bowlby claims run C020 --output out/c020\n"
      "  bowlby claims run --headline --output out/claims          about an hour on two idle cores\n"
      "  bowlby claims run --all --output out/claims --resume      about two hours\n"
      "  bowlby claims run C020 --seeds 4 --entries . --output out/look\n"
      "On several machines:\n"
      "  bowlby claims run --all --output out/claims --begin\n"
      "  bowlby sweep work out/claims --task 3 --of 20             each of 1 to 20\n"
      "  bowlby sweep gather out/claims");
  run_command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

std::optional<Problem> unknown_edge(const std::string& option, const std::string& name) {
  if (find_edge(name) >= 0) return std::nullopt;
  return Problem{Fault::usage, "", 0, 0, option + " " + name, "there is no such edge", io::offer(name, edge_names())};
}

int carriers(const Options& o, const std::string& command_line) {
  CarriersRequest request;
  auto book = book_of(o);
  if (!book) return complain(book.problems());
  request.book = std::move(*book);
  const auto selected = select_claims(request.book, o.ids, false, false);
  if (!selected) return complain(selected.problems());
  for (const std::size_t place : *selected)
    if (request.book.claims[place].parts.empty())
      return complain({{Fault::usage, "", 0, 0, request.book.claims[place].id, "has no experiment",
                        "`bowlby claims show " + request.book.claims[place].id + "` says why"}});
  request.selected = *selected;
  const auto asked_of_ordinary = [&](std::size_t place) {
    const auto& parts = request.book.claims[place].parts;
    return std::any_of(parts.begin(), parts.end(), [](const evidence::ClaimPart& p) { return p.ordinary; });
  };
  if (o.ordinary && std::none_of(selected->begin(), selected->end(), asked_of_ordinary))
    return complain({{Fault::usage, "", 0, 0, "--ordinary", "none of these is asked among ordinary people",
                      "leave it out to see made groups"}});
  request.seeds = o.looks;
  request.with = o.with;
  request.ordinary = o.ordinary;
  request.edges = o.edges;
  if (!o.with.empty())
    if (auto problem = unknown_edge("--with", o.with)) return complain({*problem});
  for (const std::string& edge : o.edges)
    if (auto problem = unknown_edge("--edge", edge)) return complain({*problem});
  return long_command(
      o, command_line, request, find_carriers,
      [&o](const CarriersSummary& done) {
        fmt::print("{}", o.json ? carriers_json(done) : carriers_text(done));
        return 0;
      },
      "Interrupted; nothing is kept of such a look.\n");
}

void add_carriers(CLI::App& claims, Chosen& chosen, const std::shared_ptr<Options>& o,
                  const std::string& command_line) {
  CLI::App* command = claims.add_subcommand("carriers", "What carries an effect: every edge cut, one at a time");
  command->add_option("ids", o->ids, "ids of claims, such as C020")->required();
  command->add_option("--edge", o->edges, "only this edge; may be given again")->allow_extra_args(false);
  command->add_option("--with", o->with, "an edge that stays cut beside each other one");
  command->add_flag("--ordinary", o->ordinary, "only what is asked among ordinary people");
  add_number(*command, "--seeds", o->looks, claim_seeds, "seeds per edge; none that a verdict lives");
  add_long_options(
      *command, *o,
      {"", "no progress", "runs at once; 0 = one per core. Never changes the result", "the outcome as JSON"});
  command->add_option("--entries", o->entries, "folder to read instead of the built-in entries; see run --help");
  command->footer(
      "Examples:\n"
      "  bowlby claims carriers C133                        some minutes on two idle cores\n"
      "  bowlby claims carriers C133 --with rebuff_costs    what carries the rest\n"
      "  bowlby claims carriers C133 --edge rebuff_costs --edge no_answer_costs --seeds 12");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return carriers(*o, command_line); }; });
}

}  // namespace

void add_claims(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* claims =
      app.add_subcommand("claims", "The theory's claims as experiments: list, show, run, and what carries them");
  claims->require_subcommand(0, 1);
  claims->add_flag("--json", o->json, "the list as JSON");
  claims->add_option("--entries", o->entries, "folder to read instead of the built-in entries; see run --help");
  claims->footer(
      "Examples:\n"
      "  bowlby claims\n"
      "  bowlby claims show C020\n"
      "  bowlby claims run --headline --output out/claims");
  claims->callback([o, claims, &chosen] {
    if (claims->get_subcommands().empty()) chosen = [o] { return print_list(*o); };
  });
  CLI::App* show = claims->add_subcommand("show", "Everything about one claim, with its query");
  show->add_option("id", o->id, "id of a claim, such as C020")->required();
  show->add_option("--entries", o->entries, "folder to read instead of the built-in entries; see run --help");
  show->footer("Example:\n  bowlby claims show C020");
  show->callback([o, &chosen] { chosen = [o] { return print_one(*o); }; });
  add_run_claims(*claims, chosen, o, command_line);
  add_carriers(*claims, chosen, o, command_line);
}

}  // namespace bowlby
