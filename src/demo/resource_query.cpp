// SPDX-License-Identifier: Apache-2.0
#include "demo/resource_query.h"

#include <algorithm>
#include <cctype>
#include <map>

// Running a query.
namespace symbolon::demo {

namespace {

using Expression = ResourceQuery::Expression;
using Column = ResourceQuery::Column;

Json valueOf(const Expression &expression, const Json &row);

Json valueAt(const std::vector<std::string> &path, const Json &row)
{
    const Json *at = &row;
    for (const std::string &part : path) {
        const bool isIndex = part.size() < 6 && part.find_first_not_of("0123456789") == std::string::npos;
        if (at->is_object() && at->contains(part))
            at = &at->at(part);
        else if (at->is_array() && isIndex && std::stoul(part) < at->size())
            at = &at->at(std::stoul(part));
        else
            return nullptr;
    }
    return *at;
}

std::string textFrom(const Json &value)
{
    if (value.is_null())
        return {};
    return value.is_string() ? value.get<std::string>() : dump(value);
}

bool isEmpty(const Json &value)
{
    return value.is_null() || (value.is_string() && value.get_ref<const std::string &>().empty());
}

// Whether `term` stands in `text` as a whole word, both in lower case.
bool hasTerm(const std::string &text, const std::string &term)
{
    const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (size_t at = text.find(term); at != std::string::npos; at = text.find(term, at + 1)) {
        const size_t end = at + term.size();
        if ((at == 0 || !isWord(text[at - 1])) && (end == text.size() || !isWord(text[end])))
            return true;
    }
    return false;
}

// Texts by their letters, numbers by value; a missing value before everything.
int order(const Json &a, const Json &b)
{
    if (a.is_number() && b.is_number()) {
        const double difference = a.get<double>() - b.get<double>();
        return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
    return textFrom(a).compare(textFrom(b));
}

bool compare(std::string name, const Json &a, const Json &b)
{
    if (name == "==" || name == "!=")
        return (a.is_null() ? b.is_null() : order(a, b) == 0) == (name == "==");
    if (name == "=~" || name == "!~")
        return sameText(textFrom(a), textFrom(b)) == (name == "=~");
    if (name == "<" || name == "<=")
        return !a.is_null() && (name == "<" ? order(a, b) < 0 : order(a, b) <= 0);
    if (name == ">" || name == ">=")
        return !a.is_null() && (name == ">" ? order(a, b) > 0 : order(a, b) >= 0);
    const bool negated = name.front() == '!';
    if (negated)
        name.erase(0, 1);
    const std::string text = lower(textFrom(a));
    const std::string part = lower(textFrom(b));
    bool holds = false;
    if (name == "contains")
        holds = text.find(part) != std::string::npos;
    else if (name == "startswith")
        holds = text.rfind(part, 0) == 0;
    else if (name == "endswith")
        holds = text.size() >= part.size() && text.compare(text.size() - part.size(), part.size(), part) == 0;
    else
        holds = part.empty() || hasTerm(text, part);
    return holds != negated;
}

bool isMember(const Expression &expression, const Json &row)
{
    const std::string &name = expression.name;
    const bool negated = name.front() == '!';
    const bool withoutCase = name.back() == '~';
    const Json wanted = valueOf(expression.parts.front(), row);
    const bool found = std::any_of(expression.parts.begin() + 1, expression.parts.end(), [&](const Expression &part) {
        return compare(withoutCase ? "=~" : "==", wanted, valueOf(part, row));
    });
    return found != negated;
}

Json call(const Expression &expression, const Json &row)
{
    const std::string &name = expression.name;
    const Json first = valueOf(expression.parts.front(), row);
    if (name == "tostring")
        return textFrom(first);
    if (name == "tolower" || name == "toupper") {
        std::string text = lower(textFrom(first));
        if (name == "toupper")
            std::transform(text.begin(), text.end(), text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        return text;
    }
    if (name == "isempty" || name == "isnotempty")
        return isEmpty(first) == (name == "isempty");
    if (name == "isnull" || name == "isnotnull")
        return first.is_null() == (name == "isnull");
    if (name == "array_length")
        return first.is_array() ? Json(first.size()) : Json(nullptr);
    std::string text; // strcat
    for (const Expression &part : expression.parts)
        text += textFrom(valueOf(part, row));
    return text;
}

bool holds(const Expression &expression, const Json &row)
{
    const Json value = valueOf(expression, row);
    return value.is_boolean() && value.get<bool>();
}

Json valueOf(const Expression &expression, const Json &row)
{
    const auto &parts = expression.parts;
    const auto test = [&row](const Expression &part) { return holds(part, row); };
    switch (expression.kind) {
    case Expression::Kind::Literal:
        return expression.literal;
    case Expression::Kind::Path:
        return valueAt(expression.path, row);
    case Expression::Kind::Call:
        return call(expression, row);
    case Expression::Kind::Compare:
        return compare(expression.name, valueOf(parts[0], row), valueOf(parts[1], row));
    case Expression::Kind::In:
        return isMember(expression, row);
    case Expression::Kind::And:
        return std::all_of(parts.begin(), parts.end(), test);
    case Expression::Kind::Or:
        return std::any_of(parts.begin(), parts.end(), test);
    case Expression::Kind::Not:
        break;
    }
    return !holds(parts.front(), row);
}

Json pick(const std::vector<Column> &columns, const Json &row)
{
    Json made = Json::object();
    for (const Column &column : columns)
        made[column.name] = valueOf(column.value, row);
    return made;
}

void sort(std::vector<Json> &rows, const std::vector<Column> &columns)
{
    std::stable_sort(rows.begin(), rows.end(), [&columns](const Json &a, const Json &b) {
        for (const Column &column : columns) {
            const int found = order(valueOf(column.value, a), valueOf(column.value, b));
            if (found != 0)
                return column.descending ? found > 0 : found < 0;
        }
        return false;
    });
}

// One row for each different value of the columns, in order of appearance; `counted`: the member that says how many.
std::vector<Json> group(const std::vector<Json> &rows, const std::vector<Column> &columns, const std::string &counted)
{
    std::vector<Json> groups;
    std::vector<size_t> sizes;
    std::map<std::string, size_t> positions;
    for (const Json &row : rows) {
        Json key = pick(columns, row);
        const auto known = positions.emplace(dump(key), groups.size());
        if (known.second) {
            groups.push_back(std::move(key));
            sizes.push_back(0);
        }
        ++sizes[known.first->second];
    }
    for (size_t i = 0; i < groups.size() && !counted.empty(); ++i)
        groups[i][counted] = sizes[i];
    if (groups.empty() && columns.empty())
        groups.push_back(Json{{counted, 0}});
    return groups;
}

void runStage(const ResourceQuery::Stage &stage, std::vector<Json> &rows)
{
    using Kind = ResourceQuery::Stage::Kind;
    switch (stage.kind) {
    case Kind::Where:
        rows.erase(std::remove_if(rows.begin(), rows.end(),
                                  [&stage](const Json &row) { return !holds(stage.condition, row); }),
                   rows.end());
        break;
    case Kind::Project:
        for (Json &row : rows)
            row = pick(stage.columns, row);
        break;
    case Kind::ProjectAway:
        for (Json &row : rows) {
            for (const Column &column : stage.columns)
                row.erase(column.name);
        }
        break;
    case Kind::Extend:
        for (Json &row : rows) {
            for (const Column &column : stage.columns)
                row[column.name] = valueOf(column.value, row);
        }
        break;
    case Kind::Order:
        sort(rows, stage.columns);
        break;
    case Kind::Take:
        rows.resize(std::min(rows.size(), stage.number));
        break;
    case Kind::Distinct:
        rows = group(rows, stage.columns, {});
        break;
    case Kind::Count:
        rows = {Json{{"Count", rows.size()}}};
        break;
    case Kind::Summarize:
        rows = group(rows, stage.columns, stage.name);
        break;
    }
}

} // namespace

std::vector<Json> ResourceQuery::run(std::vector<Json> rows) const
{
    for (const Stage &stage : m_stages)
        runStage(stage, rows);
    return rows;
}

} // namespace symbolon::demo
