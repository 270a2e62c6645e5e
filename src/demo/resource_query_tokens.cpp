// SPDX-License-Identifier: Apache-2.0
#include "demo/resource_query_tokens.h"

#include <cctype>

namespace symbolon::demo {

namespace {

bool isNameStart(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool isNamePart(char c)
{
    return isNameStart(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// The end of the run that begins at `from`.
template<typename Test>
size_t endOf(std::string_view query, size_t from, Test test)
{
    size_t at = from;
    while (at < query.size() && test(query[at]))
        ++at;
    return at;
}

// Position after the closing quote; npos: there is none.
size_t readText(std::string_view query, size_t at, std::string &text)
{
    const char quote = query[at];
    for (++at; at < query.size(); ++at) {
        if (query[at] == quote)
            return at + 1;
        if (query[at] == '\\' && at + 1 < query.size())
            ++at;
        text += query[at];
    }
    return std::string_view::npos;
}

// Names: "project-away" and "in~" are one word, "!in", "!contains" … too.
size_t readName(std::string_view query, size_t at)
{
    size_t end = endOf(query, query[at] == '!' ? at + 1 : at, isNamePart);
    if (query.substr(at, end - at) == "project" && query.substr(end, 5) == "-away")
        return end + 5;
    const bool isIn = query.substr(at, end - at) == "in" || query.substr(at, end - at) == "!in";
    return isIn && end < query.size() && query[end] == '~' ? end + 1 : end;
}

} // namespace

std::optional<std::vector<QueryToken>> queryTokens(std::string_view query, QueryToken &broken)
{
    static constexpr std::string_view pairs[] = {"==", "!=", "=~", "!~", "<=", ">="};
    std::vector<QueryToken> tokens;
    size_t at = 0;
    while (at < query.size()) {
        const char c = query[at];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at;
            continue;
        }
        if (query.substr(at, 2) == "//") {
            at = endOf(query, at, [](char other) { return other != '\n'; });
            continue;
        }
        QueryToken token;
        token.column = at + 1;
        size_t end = at + 1;
        const bool negated = c == '!' && at + 1 < query.size() && isNameStart(query[at + 1]);
        if (isNameStart(c) || negated) {
            token.kind = QueryToken::Kind::Name;
            end = readName(query, at);
            token.text = query.substr(at, end - at);
        } else if (c == '\'' || c == '"') {
            token.kind = QueryToken::Kind::Text;
            end = readText(query, at, token.text);
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            token.kind = QueryToken::Kind::Number;
            end = endOf(query, at, [](char other) { return std::isdigit(static_cast<unsigned char>(other)) != 0; });
            token.text = query.substr(at, end - at);
        } else {
            token.kind = QueryToken::Kind::Sign;
            for (const std::string_view pair : pairs)
                end = query.substr(at, 2) == pair ? at + 2 : end;
            token.text = query.substr(at, end - at);
        }
        const bool known = token.kind != QueryToken::Kind::Sign || token.text.size() == 2
            || std::string_view("|,().[]<>=;").find(c) != std::string_view::npos;
        if (end == std::string_view::npos || !known) {
            broken = token;
            return std::nullopt;
        }
        tokens.push_back(std::move(token));
        at = end;
    }
    QueryToken last;
    last.column = query.size() + 1;
    tokens.push_back(std::move(last));
    return tokens;
}

} // namespace symbolon::demo
