// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_filter.h"

#include "demo/graph_compare.h"

#include <algorithm>
#include <cctype>

namespace symbolon::demo {

namespace {

// Directory objects answer "Max allowed: 15" for "or"; the same is held for "and", whose limit no source tells.
constexpr size_t maximumClauses = 15;

using Test = std::function<bool(const Json &)>;

// Recursive descent: or-expr := and-expr ("or" and-expr)*; and-expr := term ("and" term)*.
class FilterParser final
{
public:
    FilterParser(const GraphQuery &query, const EntityRules &rules)
        : m_rest(query.filter)
        , m_query(query)
        , m_rules(rules)
    {
    }

    std::optional<GraphFilter> parse()
    {
        const std::optional<Test> test = alternatives();
        skipBlanks();
        if (test && !m_rest.empty() && !m_refusal)
            syntax();
        if (m_refusal || !test)
            return std::nullopt;
        m_filter.matches = *test;
        if (m_terms != 1)
            m_filter.single.reset();
        return m_filter;
    }

    [[nodiscard]] GraphRefusal refusal() const { return m_refusal.value_or(GraphRefusal()); }

private:
    std::optional<Test> tooMany(const std::string &word)
    {
        return refuse({"Request_UnsupportedQuery",
                       "Too many child clauses specified in search filter expression containing '" + word
                           + "' operators: " + std::to_string(maximumClauses + 1)
                           + ". Max allowed: " + std::to_string(maximumClauses) + "."});
    }

    std::optional<Test> alternatives()
    {
        std::vector<Test> clauses;
        do {
            if (!clauses.empty() && !combined())
                return std::nullopt;
            if (clauses.size() == maximumClauses)
                return tooMany("OR");
            const std::optional<Test> clause = conjunction();
            if (!clause)
                return std::nullopt;
            clauses.push_back(*clause);
        } while (takeWord("or"));
        if (clauses.size() == 1)
            return clauses.front();
        return Test([clauses](const Json &entity) {
            return std::any_of(clauses.begin(), clauses.end(), [&entity](const Test &test) { return test(entity); });
        });
    }

    std::optional<Test> conjunction()
    {
        std::vector<Test> clauses;
        do {
            if (!clauses.empty() && !combined())
                return std::nullopt;
            if (clauses.size() == maximumClauses)
                return tooMany("AND");
            const std::optional<Test> clause = term();
            if (!clause)
                return std::nullopt;
            clauses.push_back(*clause);
        } while (takeWord("and"));
        if (clauses.size() == 1)
            return clauses.front();
        return Test([clauses](const Json &entity) {
            return std::all_of(clauses.begin(), clauses.end(), [&entity](const Test &test) { return test(entity); });
        });
    }

    std::optional<Test> term()
    {
        skipBlanks();
        if (take("(")) {
            if (++m_depth > maximumDepth)
                return syntax();
            std::optional<Test> inner = alternatives();
            --m_depth;
            skipBlanks();
            if (inner && !take(")"))
                return syntax();
            return inner;
        }
        ++m_terms;
        if (takeWord("not"))
            return negation();
        if (takeFunction("startswith"))
            return textTerm(may::startWith);
        if (takeFunction("endswith"))
            return textTerm(may::endWith);
        const std::string property = takePath();
        if (property.empty())
            return syntax();
        if (take("/$count"))
            return countTerm(property);
        if (take("/any("))
            return anyTerm(property);
        return comparison(property);
    }

    std::optional<Test> negation()
    {
        if (!m_query.advanced())
            return refuse({"Request_UnsupportedQuery", "Unsupported Query."});
        if (++m_depth > maximumDepth)
            return syntax();
        ++m_terms; // what is denied is no look-up
        m_negated = !m_negated;
        const std::optional<Test> inner = term();
        m_negated = !m_negated;
        --m_depth;
        if (!inner)
            return std::nullopt;
        return Test([test = *inner](const Json &entity) { return !test(entity); });
    }

    std::optional<Test> textTerm(unsigned operation)
    {
        const std::string property = takePath();
        skipBlanks();
        if (property.empty() || !take(","))
            return syntax();
        const std::optional<Literal> value = takeLiteral();
        skipBlanks();
        if (!value || !take(")"))
            return syntax();
        if (!permitted(property, operation) || !suitable(property, *value))
            return std::nullopt;
        if (operation == may::endWith && !m_query.advanced())
            return refuse({"Request_UnsupportedQuery", "Unsupported Query."});
        const bool start = operation == may::startWith;
        // On a collection one fitting entry is enough; of credentials the name is compared, which nobody confirms.
        return Test([property, start, text = value->text](const Json &entity) {
            const auto fits = [&](const std::string &own) {
                return start ? startsWithText(own, text) : endsWithText(own, text);
            };
            const Json *member = memberOf(entity, property);
            if (member == nullptr || !member->is_array())
                return member != nullptr && !member->is_null() && fits(textIn(*member));
            return std::any_of(member->begin(), member->end(), [&](const Json &entry) {
                return fits(memberText(entry, entry.is_string() ? "" : "name"));
            });
        });
    }

    std::optional<Test> countTerm(const std::string &property)
    {
        const bool equal = takeWord("eq");
        if (!equal && !takeWord("ne"))
            return syntax();
        const bool one = takeWord("1");
        if (!one && !takeWord("0"))
            return unsupported(property + "/$count");
        if (!permitted(property, may::count))
            return std::nullopt;
        if (!m_query.eventual || !m_query.count)
            return refuse({"Request_UnsupportedQuery",
                           "The specified filter to the reference property query is "
                           "currently not supported."});
        return Test([property, equal, wanted = one ? 1U : 0U](const Json &entity) {
            const Json *member = memberOf(entity, property);
            const size_t size = member == nullptr ? 0 : member->size();
            return (size == wanted) == equal;
        });
    }

    // property/any(x:x eq 'value'), any(x:x/member eq 'value'), any(x:startswith(x,'value'))
    std::optional<Test> anyTerm(const std::string &property)
    {
        const std::string variable = takePath();
        skipBlanks();
        if (!take(":"))
            return syntax();
        skipBlanks();
        const bool prefix = takeFunction("startswith");
        const std::string inner = takePath();
        if (inner != variable && inner.rfind(variable + "/", 0) != 0)
            return syntax();
        const std::string member = inner == variable ? std::string() : inner.substr(variable.size() + 1);
        skipBlanks();
        const bool differ = !prefix && takeWord("ne");
        if (!differ && (prefix ? !take(",") : !takeWord("eq")))
            return syntax();
        const std::optional<Literal> value = takeLiteral();
        skipBlanks();
        if (!value || (prefix && !take(")")) || (skipBlanks(), !take(")")))
            return syntax();
        const std::string path = member.empty() ? property : property + "/" + member;
        if (!permitted(path, may::any) || !suitable(path, *value))
            return std::nullopt;
        return Test([property, member, prefix, differ, text = value->text](const Json &entity) {
            const Json *list = memberOf(entity, property);
            return list != nullptr && std::any_of(list->begin(), list->end(), [&](const Json &entry) {
                       const std::string own = memberText(entry, member);
                       return prefix ? startsWithText(own, text) : sameText(own, text) != differ;
                   });
        });
    }

    std::optional<Test> comparison(const std::string &property)
    {
        if (takeWord("in"))
            return listTerm(property);
        const bool equal = takeWord("eq");
        const bool differ = !equal && takeWord("ne");
        const bool atLeast = !equal && !differ && takeWord("ge");
        const bool atMost = !equal && !differ && !atLeast && takeWord("le");
        if (!equal && !differ && !atLeast && !atMost)
            return takeWord("gt") || takeWord("lt") ? unsupported(property) : syntax();
        const std::optional<Literal> value = takeLiteral();
        if (!value)
            return syntax();
        if (!permitted(property,
                       equal        ? may::equal
                           : differ ? may::differ
                                    : may::compare)
            || !suitable(property, *value))
            return std::nullopt;
        if (differ && !m_query.advanced())
            return refuse({"Request_UnsupportedQuery", "Filter operator 'NotEqualsMatch' is not supported."});
        if (equal || differ) {
            if (equal && !value->null)
                m_filter.single = {property, value->text};
            return Test([property, wanted = *value, equal](const Json &entity) {
                return equals(memberOf(entity, property), wanted) == equal;
            });
        }
        return Test([property, wanted = comparable(value->text), atLeast](const Json &entity) {
            const Json *member = memberOf(entity, property);
            if (member == nullptr || member->is_null())
                return false;
            const std::string own = comparable(textIn(*member));
            return atLeast ? own >= wanted : own <= wanted;
        });
    }

    std::optional<Test> listTerm(const std::string &property)
    {
        skipBlanks();
        if (!take("("))
            return syntax();
        std::vector<Literal> values;
        do {
            const std::optional<Literal> value = takeLiteral();
            if (!value)
                return syntax();
            values.push_back(*value);
            skipBlanks();
        } while (take(","));
        if (!take(")"))
            return syntax();
        if (!permitted(property, may::oneOf) || !std::all_of(values.begin(), values.end(), [&](const Literal &value) {
                return suitable(property, value);
            }))
            return std::nullopt;
        return Test([property, values](const Json &entity) {
            const Json *member = memberOf(entity, property);
            return std::any_of(values.begin(), values.end(),
                               [member](const Literal &value) { return equals(member, value); });
        });
    }

    void skipBlanks()
    {
        while (!m_rest.empty() && m_rest.front() == ' ')
            m_rest.remove_prefix(1);
    }

    bool take(std::string_view expected)
    {
        if (m_rest.substr(0, expected.size()) != expected)
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }

    bool takeFunction(std::string_view name)
    {
        if (!startsWithText(m_rest, name) || m_rest.size() == name.size() || m_rest[name.size()] != '(')
            return false;
        m_rest.remove_prefix(name.size() + 1);
        return true;
    }

    bool takeWord(std::string_view word)
    {
        skipBlanks();
        const bool whole = startsWithText(m_rest, word)
            && (m_rest.size() == word.size() || std::isalnum(static_cast<unsigned char>(m_rest[word.size()])) == 0);
        if (whole)
            m_rest.remove_prefix(word.size());
        return whole;
    }

    std::string takeRun(std::string_view extra)
    {
        size_t length = 0;
        while (length < m_rest.size()
               && (std::isalnum(static_cast<unsigned char>(m_rest[length])) != 0
                   || extra.find(m_rest[length]) != std::string_view::npos))
            ++length;
        std::string run(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return run;
    }

    // name("/" name)*; stops before /$count and /any(.
    std::string takePath()
    {
        skipBlanks();
        std::string path = takeRun("_");
        while (!path.empty() && m_rest.size() > 1 && m_rest[0] == '/' && m_rest[1] != '$'
               && !startsWithText(m_rest, "/any(")) {
            m_rest.remove_prefix(1);
            path += '/';
            path += takeRun("_");
        }
        return path;
    }

    // 'text' with doubled quotes inside; or a bare true, null, number, GUID or date-time.
    std::optional<Literal> takeLiteral()
    {
        skipBlanks();
        if (!take("'")) {
            const std::string bare = takeRun("_-:.+");
            if (bare.empty())
                return std::nullopt;
            return Literal{bare == "null" ? std::string() : bare, bare == "null", false};
        }
        Literal literal;
        literal.quoted = true;
        while (!m_rest.empty()) {
            if (take("''"))
                literal.text += '\'';
            else if (take("'"))
                return literal;
            else {
                literal.text += m_rest.front();
                m_rest.remove_prefix(1);
            }
        }
        return std::nullopt;
    }

    bool combined()
    {
        if (!m_rules.oneComparison)
            return true;
        refuse({"Request_UnsupportedQuery", "Combining several properties in one $filter is not supported here."});
        return false;
    }

    // Notes the property as read.
    bool permitted(const std::string &property, unsigned operation)
    {
        const PropertyRule *rule = m_rules.find(property);
        if (rule == nullptr && !m_rules.others.empty() && !m_rules.exists(property)) {
            refuse({"BadRequest",
                    "Invalid filter clause: Could not find a property named '" + property
                        + "' on type 'microsoft.graph." + m_rules.type + "'."});
            return false;
        }
        const unsigned wanted = operation | (m_negated ? may::negate : 0U);
        if (rule == nullptr || (rule->may & wanted) != wanted) {
            unsupported(property);
            return false;
        }
        m_filter.reads.push_back(property.substr(0, property.find('/')));
        return true;
    }

    // Whether a property that is permitted may be compared with the literal.
    bool suitable(const std::string &property, const Literal &literal)
    {
        if (suits(literal, m_rules.find(property)->kind))
            return true;
        refuse({"BadRequest",
                "Invalid filter clause: a binary operator with incompatible types was detected for property '"
                    + property + "' and value '" + literal.text + "'."});
        return false;
    }

    std::optional<Test> refuse(GraphRefusal refusal)
    {
        if (!m_refusal)
            m_refusal = std::move(refusal);
        return std::nullopt;
    }

    std::optional<Test> syntax()
    {
        return refuse({"BadRequest", "Invalid filter clause: there is a syntax error in '" + m_query.filter + "'."});
    }

    std::optional<Test> unsupported(const std::string &property)
    {
        std::string resource = m_rules.type;
        if (!resource.empty())
            resource.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(resource.front())));
        return refuse({"Request_UnsupportedQuery",
                       "Unsupported or invalid query filter clause specified for property '" + property
                           + "' of resource '" + resource + "'."});
    }

    std::string_view m_rest;
    const GraphQuery &m_query;
    const EntityRules &m_rules;
    std::optional<GraphRefusal> m_refusal;
    GraphFilter m_filter;
    int m_terms = 0;
    int m_depth = 0;
    bool m_negated = false;
    static constexpr int maximumDepth = 32; // the stack is finite, and what arrives here is not ours
};

} // namespace

std::optional<GraphFilter> compileFilter(const GraphQuery &query, const EntityRules &rules, GraphRefusal &refusal)
{
    FilterParser parser(query, rules);
    std::optional<GraphFilter> filter = parser.parse();
    if (!filter)
        refusal = parser.refusal();
    return filter;
}

} // namespace symbolon::demo
