// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon::demo {

// A word of the query language.
struct QueryToken
{
    enum class Kind { Name, Text, Number, Sign, End };

    Kind kind = Kind::End;
    std::string text;  // decoded, when it is a text
    size_t column = 0; // from 1
};

// The whole query in words, the last one an End; nullopt: a text that does not end or a letter that means nothing, which
// `broken` then holds.
[[nodiscard]] std::optional<std::vector<QueryToken>> queryTokens(std::string_view query, QueryToken &broken);

} // namespace symbolon::demo
