// SPDX-License-Identifier: Apache-2.0
#include "demo/resource_query.h"
#include "demo/resource_query_tokens.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

using Expression = ResourceQuery::Expression;
using Column = ResourceQuery::Column;
using Stage = ResourceQuery::Stage;
using Kind = QueryToken::Kind;

constexpr int maximumDepth = 60;

struct Function
{
    std::string_view name;
    size_t least;
    size_t most;
};

constexpr Function functions[] = {
    {"tostring", 1, 1}, {"tolower", 1, 1},   {"toupper", 1, 1}, {"isempty", 1, 1},      {"isnotempty", 1, 1},
    {"isnull", 1, 1},   {"isnotnull", 1, 1}, {"strcat", 1, 16}, {"array_length", 1, 1},
};

constexpr std::string_view comparisons[] = {
    "==",       "!=",        "=~",         "!~",          "<",        "<=",        ">",   ">=",
    "contains", "!contains", "startswith", "!startswith", "endswith", "!endswith", "has", "!has"};
constexpr std::string_view memberships[] = {"in", "!in", "in~", "!in~"};

template<size_t count>
bool isOneOf(const std::string &text, const std::string_view (&known)[count])
{
    return std::find(std::begin(known), std::end(known), text) != std::end(known);
}

} // namespace

// Reads the words from left to right. The first thing that is wrong ends it: `m_problem` then says what.
class ResourceQueryParser final
{
public:
    ResourceQueryParser(std::vector<QueryToken> tokens, const std::vector<std::string> &columns)
        : m_tokens(std::move(tokens))
        , m_columns(columns)
    {
    }

    std::optional<ResourceQuery> parse(const std::vector<std::string> &tables, ResourceQuery::Problem &problem)
    {
        ResourceQuery query;
        query.m_table = lower(next(Kind::Name));
        if (!m_failed && std::find(tables.begin(), tables.end(), query.m_table) == tables.end())
            fail("UnknownTable", "Table " + query.m_table + " is invalid, unsupported or disallowed.");
        while (!m_failed && take("|"))
            readStage(query.m_stages);
        if (!m_failed && !take(";") && peek().kind != Kind::End)
            unexpected();
        if (!m_failed && peek().kind != Kind::End)
            unexpected();
        if (!m_failed)
            return query;
        problem = m_problem;
        return std::nullopt;
    }

private:
    const QueryToken &peek() const { return m_tokens[m_at]; }
    bool isAt(const std::string &text) const { return peek().kind != Kind::Text && peek().text == text; }

    void fail(const std::string &code, const std::string &message)
    {
        if (!m_failed)
            m_problem = {code, message, peek().column, peek().text};
        m_failed = true;
    }

    void unexpected() { fail("ParserFailure", "ParserFailure"); }

    void advance()
    {
        if (m_at + 1 < m_tokens.size())
            ++m_at;
    }

    bool take(const std::string &text)
    {
        if (m_failed || !isAt(text))
            return false;
        advance();
        return true;
    }

    void expect(const std::string &text)
    {
        if (!take(text))
            unexpected();
    }

    std::string next(Kind kind)
    {
        if (m_failed || peek().kind != kind) {
            unexpected();
            return {};
        }
        std::string text = peek().text;
        advance();
        return text;
    }

    size_t number()
    {
        const std::string text = next(Kind::Number);
        if (text.size() > 9)
            unexpected();
        return m_failed ? 0 : std::stoul(text);
    }

    void readStage(std::vector<Stage> &stages)
    {
        Stage stage;
        const std::string word = peek().kind == Kind::Name ? peek().text : std::string();
        if (word.empty() || !readStageOf(word, stage, stages)) {
            unexpected();
            return;
        }
        stages.push_back(std::move(stage));
    }

    // False: an operator that is not known.
    bool readStageOf(const std::string &word, Stage &stage, std::vector<Stage> &stages)
    {
        if (word == "where") {
            advance();
            stage.condition = either();
        } else if (word == "project" || word == "extend" || word == "distinct") {
            advance();
            stage.kind = word == "project" ? Stage::Kind::Project
                : word == "extend"         ? Stage::Kind::Extend
                                           : Stage::Kind::Distinct;
            readColumns(stage.columns);
            keepColumns(stage);
        } else if (word == "project-away") {
            advance();
            stage.kind = Stage::Kind::ProjectAway;
            readColumns(stage.columns);
            for (const Column &away : stage.columns)
                m_columns.erase(std::remove(m_columns.begin(), m_columns.end(), away.name), m_columns.end());
        } else if (word == "order" || word == "sort") {
            advance();
            expect("by");
            stage.kind = Stage::Kind::Order;
            readSorting(stage.columns);
        } else if (word == "take" || word == "limit") {
            advance();
            stage.kind = Stage::Kind::Take;
            stage.number = number();
        } else if (word == "top") {
            advance();
            stage.kind = Stage::Kind::Take;
            stage.number = number();
            expect("by");
            Stage order;
            order.kind = Stage::Kind::Order;
            readSorting(order.columns);
            stages.push_back(std::move(order));
        } else if (word == "count") {
            advance();
            stage.kind = Stage::Kind::Count;
            m_columns = {"Count"};
        } else if (word == "summarize") {
            advance();
            readSummary(stage);
        } else {
            return false;
        }
        return true;
    }

    void keepColumns(const Stage &stage)
    {
        if (stage.kind != Stage::Kind::Extend)
            m_columns.clear();
        for (const Column &column : stage.columns)
            m_columns.push_back(column.name);
    }

    // a, b = tostring(c.d), …
    void readColumns(std::vector<Column> &columns)
    {
        do {
            Column column;
            const bool named = peek().kind == Kind::Name && m_at + 1 < m_tokens.size()
                && m_tokens[m_at + 1].kind == Kind::Sign && m_tokens[m_at + 1].text == "=";
            if (named) {
                column.name = next(Kind::Name);
                expect("=");
            }
            column.value = either();
            if (!named) // properties.clientId becomes properties_clientId
                for (const std::string &part : column.value.path)
                    column.name += (column.name.empty() ? "" : "_") + part;
            if (column.name.empty())
                column.name = "Column" + std::to_string(columns.size() + 1);
            columns.push_back(std::move(column));
        } while (take(","));
    }

    void readSorting(std::vector<Column> &columns)
    {
        do {
            Column column;
            column.value = either();
            column.descending = !take("asc");
            take("desc");
            columns.push_back(std::move(column));
        } while (take(","));
    }

    // [name =] count() [by a, b]
    void readSummary(Stage &stage)
    {
        stage.kind = Stage::Kind::Summarize;
        stage.name = "count_";
        if (peek().kind == Kind::Name && !isAt("count")) {
            stage.name = next(Kind::Name);
            expect("=");
        }
        expect("count");
        expect("(");
        expect(")");
        if (take("by"))
            readColumns(stage.columns);
        keepColumns(stage);
        m_columns.push_back(stage.name);
    }

    Expression either() { return chain(Expression::Kind::Or, "or"); }

    Expression chain(Expression::Kind kind, const std::string &word)
    {
        const bool outer = kind == Expression::Kind::Or;
        if (outer && ++m_depth > maximumDepth)
            unexpected();
        Expression joined;
        joined.kind = kind;
        do {
            joined.parts.push_back(outer && !m_failed ? chain(Expression::Kind::And, "and") : comparison());
        } while (take(word));
        if (outer)
            --m_depth;
        if (joined.parts.size() > 1)
            return joined;
        Expression single = std::move(joined.parts.front());
        return single;
    }

    Expression comparison()
    {
        Expression left = operand();
        if (m_failed || peek().kind == Kind::Text)
            return left;
        const std::string word = peek().text;
        Expression made;
        if (isOneOf(word, comparisons)) {
            advance();
            made.kind = Expression::Kind::Compare;
            made.parts.push_back(std::move(left));
            made.parts.push_back(operand());
        } else if (isOneOf(word, memberships)) {
            advance();
            made.kind = Expression::Kind::In;
            made.parts.push_back(std::move(left));
            expect("(");
            do {
                made.parts.push_back(operand());
            } while (take(","));
            expect(")");
        } else {
            return left;
        }
        made.name = word;
        return made;
    }

    Expression operand()
    {
        Expression made;
        if (m_failed)
            return made;
        if (peek().kind == Kind::Text) {
            made.literal = next(Kind::Text);
        } else if (peek().kind == Kind::Number) {
            made.literal = number();
        } else if (take("(")) {
            made = either();
            expect(")");
        } else if (isAt("true") || isAt("false")) {
            made.literal = isAt("true");
            advance();
        } else if (peek().kind == Kind::Name && m_tokens[m_at + 1].kind == Kind::Sign
                   && m_tokens[m_at + 1].text == "(") {
            made = call();
        } else {
            made = path();
        }
        return made;
    }

    Expression call()
    {
        Expression made;
        made.name = peek().text;
        const auto known = std::find_if(std::begin(functions), std::end(functions),
                                        [&made](const Function &one) { return one.name == made.name; });
        made.kind = made.name == "not" ? Expression::Kind::Not : Expression::Kind::Call;
        if (made.kind == Expression::Kind::Call && known == std::end(functions)) {
            fail("UnknownFunction", "Unknown function: '" + made.name + "'.");
            return made;
        }
        advance();
        expect("(");
        do {
            made.parts.push_back(either());
        } while (take(","));
        expect(")");
        const size_t least = known == std::end(functions) ? 1 : known->least;
        const size_t most = known == std::end(functions) ? 1 : known->most;
        if (made.parts.size() < least || made.parts.size() > most)
            unexpected();
        return made;
    }

    // column.member['member']
    Expression path()
    {
        Expression made;
        made.kind = Expression::Kind::Path;
        if (peek().kind == Kind::Name && std::find(m_columns.begin(), m_columns.end(), peek().text) == m_columns.end())
            fail("SemanticError", "'" + peek().text + "' : failed to resolve scalar expression.");
        made.path.push_back(next(Kind::Name));
        while (!m_failed) {
            if (take(".")) {
                made.path.push_back(next(Kind::Name));
            } else if (take("[")) {
                made.path.push_back(next(peek().kind == Kind::Number ? Kind::Number : Kind::Text));
                expect("]");
            } else {
                break;
            }
        }
        return made;
    }

    std::vector<QueryToken> m_tokens;
    std::vector<std::string> m_columns; // what the rows have here
    size_t m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
    ResourceQuery::Problem m_problem;
};

std::optional<ResourceQuery> ResourceQuery::parse(const std::string &text, const std::vector<std::string> &tables,
                                                  const std::vector<std::string> &columns, Problem &problem)
{
    QueryToken broken;
    std::optional<std::vector<QueryToken>> tokens = queryTokens(text, broken);
    if (tokens)
        return ResourceQueryParser(std::move(*tokens), columns).parse(tables, problem);
    problem = {"ParserFailure", "ParserFailure", broken.column, broken.text};
    return std::nullopt;
}

} // namespace symbolon::demo
