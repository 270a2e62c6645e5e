// SPDX-License-Identifier: Apache-2.0
#include "demo/claims_expression.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// Takes `expected` off the front of `rest`.
bool take(std::string_view &rest, std::string_view expected)
{
    if (rest.substr(0, expected.size()) != expected)
        return false;
    rest.remove_prefix(expected.size());
    return true;
}

// Takes everything up to the next single quote, and the quote.
bool takeQuoted(std::string_view &rest, std::string &value)
{
    const size_t end = rest.find('\'');
    if (end == std::string_view::npos)
        return false;
    value = std::string(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    return true;
}

// Iterative, so that a pattern of many stars costs no more than pattern times text.
bool globMatches(std::string_view pattern, std::string_view text)
{
    size_t p = 0;
    size_t t = 0;
    size_t star = std::string_view::npos;
    size_t retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

enum class Operators { None, Eq, EqAndMatches };

// gitlab.com, and gitlab.<name>.com or .ca for hosts of one's own.
bool isGitLab(std::string_view issuer)
{
    constexpr std::string_view start = "https://gitlab.";
    if (issuer == "https://gitlab.com")
        return true;
    if (issuer.substr(0, start.size()) != start)
        return false;
    const std::string_view rest = issuer.substr(start.size());
    const size_t dot = rest.rfind('.');
    return dot != 0 && dot != std::string_view::npos && rest.find_first_of("/:?#") == std::string_view::npos
        && (rest.substr(dot) == ".com" || rest.substr(dot) == ".ca");
}

Operators operatorsFor(const std::string &issuer, const std::string &claim)
{
    const auto isOneOf = [&claim](std::initializer_list<const char *> names) {
        return std::find(names.begin(), names.end(), claim) != names.end();
    };
    if (issuer == "https://token.actions.githubusercontent.com") {
        if (isOneOf({"sub", "job_workflow_ref"}))
            return Operators::EqAndMatches;
        return isOneOf({"repository_id", "repository_owner_id"}) ? Operators::Eq : Operators::None;
    }
    if (isGitLab(issuer)) {
        if (claim == "sub")
            return Operators::EqAndMatches;
        return isOneOf({"project_id", "namespace_id", "user_id"}) ? Operators::Eq : Operators::None;
    }
    const bool isTerraform = issuer == "https://app.terraform.io" || issuer == "https://app.eu.terraform.io";
    return isTerraform && claim == "sub" ? Operators::EqAndMatches : Operators::None;
}

} // namespace

std::optional<ClaimsExpression> ClaimsExpression::parse(const std::string &text, std::string *problem)
{
    const auto fail = [problem](const std::string &what) -> std::optional<ClaimsExpression> {
        if (problem != nullptr)
            *problem = what;
        return std::nullopt;
    };
    ClaimsExpression expression;
    std::string_view rest(text);
    while (true) {
        Comparison comparison;
        if (!take(rest, "claims['") || !takeQuoted(rest, comparison.claim) || !take(rest, "] "))
            return fail("expected claims['name'] followed by a blank");
        if (take(rest, "matches '"))
            comparison.wildcards = true;
        else if (!take(rest, "eq '"))
            return fail("expected eq or matches and a value in single quotes");
        if (comparison.claim.empty() || !takeQuoted(rest, comparison.value))
            return fail("expected a value in single quotes");
        expression.m_comparisons.push_back(std::move(comparison));
        if (rest.empty())
            return expression;
        if (!take(rest, " and "))
            return fail("expected the end or ' and '");
    }
}

bool ClaimsExpression::isFor(const std::string &issuer) const
{
    return std::all_of(m_comparisons.begin(), m_comparisons.end(), [&issuer](const Comparison &comparison) {
        const Operators known = operatorsFor(issuer, comparison.claim);
        return known == Operators::EqAndMatches || (known == Operators::Eq && !comparison.wildcards);
    });
}

bool ClaimsExpression::matches(const Lookup &claim) const
{
    return std::all_of(m_comparisons.begin(), m_comparisons.end(), [&claim](const Comparison &comparison) {
        const std::optional<std::string> value = claim(comparison.claim);
        return value && (comparison.wildcards ? globMatches(comparison.value, *value) : comparison.value == *value);
    });
}

bool ClaimsExpression::matchesWithoutCase(const Lookup &claim) const
{
    ClaimsExpression folded = *this;
    for (Comparison &comparison : folded.m_comparisons)
        comparison.value = lower(comparison.value);
    return folded.matches([&claim](const std::string &name) -> std::optional<std::string> {
        const std::optional<std::string> value = claim(name);
        return value ? std::optional<std::string>(lower(*value)) : std::nullopt;
    });
}

} // namespace symbolon::demo
