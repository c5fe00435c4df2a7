// Claims as experiments: evidence/claims/*.yaml (what is tested, how, and which edge must carry it), the studies in
// studies/claims/*.yaml they run, and evidence/claims.tsv, whose rows they are about.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "evidence/claim.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct TextFile {
  std::string name;  // as shown in messages; its stem names a study
  std::string text;
};

struct ClaimSources {
  std::vector<TextFile> entries, studies;
};

// What travels inside the program.
ClaimSources built_in_claims();
// FOLDER/evidence/claims/*.yaml and FOLDER/studies/claims/*.yaml, sorted by name.
Expected<ClaimSources> claims_of_folder(const std::string& folder);
// Those of the folder, or the built-in ones where none is given.
Expected<ClaimSources> claims_from(const std::string& folder_or_nothing);

// Every row of claims.tsv, in its order, each with its entry if it has one; after them the sign tests, as the files
// have them; and the studies the entries name.
struct ClaimBook {
  std::vector<evidence::Claim> claims;
  std::map<std::string, Study> studies;  // by stem
};

// All faults of all files at once, each with its place. Study files are judged only when an entry names them.
Expected<ClaimBook> read_claims(const ClaimSources&);

// Every readout is one statement that an empty results file understands, and returns what its estimator reads. Problems
// name the claim in `key`.
std::vector<Problem> check_readouts(const std::vector<evidence::Claim>&);

}  // namespace bowlby
