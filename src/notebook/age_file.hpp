// A text sealed under a passphrase in the format of `age` (age-encryption.org/v1, recipient scrypt), so that what
// leaves the notebook can be opened without this program: `age --decrypt FILE`. No files here.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby::notebook {

// Two to this power is scrypt's work: 18 is what age itself takes, about a second and 256 MB for every guess.
inline constexpr int age_work = 18, most_age_work = 20;
// For a code of 60 random bits, which nobody could guess if each guess took a tenth of that.
inline constexpr int age_card_work = 15;

std::string age_closed(std::string_view text, std::string_view passphrase, int work = age_work);

// Never another text than the one that was closed. A wrong passphrase has the key `wrong_secret_key` (sealed.hpp).
Expected<std::string> age_opened(std::string_view file, std::string_view passphrase,
                                 const std::string& name_for_errors);

// As a page sends and takes bytes; nothing where the text is no base64.
std::string in_base64(std::string_view bytes);
std::optional<std::string> out_of_base64(std::string_view text);

}  // namespace bowlby::notebook
