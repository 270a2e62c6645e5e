// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"

#include <optional>
#include <string>
#include <vector>

namespace symbolon::demo {

// A query of Azure Resource Graph: the part of the Kusto Query Language that inventories need. Operators: where, project,
// project-away, extend, order|sort by, take|limit, top, distinct, count, summarize count() by. Everything else is refused,
// as the service refuses what it does not know.
class ResourceQuery final
{
public:
    struct Problem
    {
        std::string code; // ParserFailure, UnknownTable …
        std::string message;
        size_t column = 0; // in the text, from 1
        std::string token;
    };
    // `columns`: what each row of a table has. nullopt: no query that is understood; `problem` says where it breaks.
    [[nodiscard]] static std::optional<ResourceQuery> parse(const std::string &text,
                                                            const std::vector<std::string> &tables,
                                                            const std::vector<std::string> &columns, Problem &problem);

    [[nodiscard]] const std::string &table() const { return m_table; } // in lower case
    [[nodiscard]] std::vector<Json> run(std::vector<Json> rows) const;

    // A formula over the columns of a row.
    struct Expression
    {
        enum class Kind { Literal, Path, Call, Compare, In, And, Or, Not };

        Kind kind = Kind::Literal;
        std::string name; // of a function or operator
        Json literal;
        std::vector<std::string> path; // a column, and members of its value
        std::vector<Expression> parts;
    };
    struct Column
    {
        std::string name;
        Expression value;
        bool descending = false; // of a sort
    };
    struct Stage
    {
        enum class Kind { Where, Project, ProjectAway, Extend, Order, Take, Distinct, Count, Summarize };

        Kind kind = Kind::Where;
        Expression condition;
        std::vector<Column> columns;
        size_t number = 0;
        std::string name; // of the number that summarize makes
    };

private:
    ResourceQuery() = default;

    std::string m_table;
    std::vector<Stage> m_stages;

    friend class ResourceQueryParser;
};

} // namespace symbolon::demo
