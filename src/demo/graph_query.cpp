// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_query.h"

#include <algorithm>
#include <cctype>

namespace symbolon::demo {

namespace {

bool contains(const std::vector<std::string> &names, std::string_view wanted)
{
    return std::any_of(names.begin(), names.end(),
                       [wanted](const std::string &name) { return sameText(name, wanted); });
}

// The member of an entity, by a name that may differ in case.
const Json *memberOf(const Json &entity, const std::string &name)
{
    for (const auto &item : entity.items()) {
        if (sameText(item.key(), name))
            return &item.value();
    }
    return nullptr;
}

std::string memberText(const Json &entity, const std::string &name)
{
    const Json *member = memberOf(entity, name);
    if (member == nullptr || member->is_null())
        return {};
    return member->is_string() ? member->get<std::string>() : dump(*member);
}

// Recursive descent over: or-expr := and-expr ("or" and-expr)*; and-expr := term ("and" term)*.
class FilterParser final
{
public:
    FilterParser(const GraphQuery &query, const FilterRules &rules)
        : m_rest(query.filter)
        , m_query(query)
        , m_rules(rules)
    {
    }

    std::optional<GraphFilter> parse()
    {
        std::optional<GraphFilter> filter = alternatives();
        skipBlanks();
        if (filter && !m_rest.empty() && !m_refusal)
            syntax();
        return m_refusal ? std::nullopt : filter;
    }

    [[nodiscard]] GraphRefusal refusal() const { return m_refusal.value_or(GraphRefusal()); }

private:
    std::optional<GraphFilter> alternatives()
    {
        std::optional<GraphFilter> left = conjunction();
        while (left && takeWord("or")) {
            if (!combined())
                return std::nullopt;
            const std::optional<GraphFilter> right = conjunction();
            if (!right)
                return std::nullopt;
            left = [a = *left, b = *right](const Json &entity) { return a(entity) || b(entity); };
        }
        return left;
    }

    std::optional<GraphFilter> conjunction()
    {
        std::optional<GraphFilter> left = term();
        while (left && takeWord("and")) {
            if (!combined())
                return std::nullopt;
            const std::optional<GraphFilter> right = term();
            if (!right)
                return std::nullopt;
            left = [a = *left, b = *right](const Json &entity) { return a(entity) && b(entity); };
        }
        return left;
    }

    std::optional<GraphFilter> term()
    {
        skipBlanks();
        if (take("(")) {
            if (++m_depth > maximumDepth)
                return syntax();
            std::optional<GraphFilter> inner = alternatives();
            --m_depth;
            skipBlanks();
            if (inner && !take(")"))
                return syntax();
            return inner;
        }
        if (startsWithText(m_rest, "startswith(")) {
            m_rest.remove_prefix(std::string_view("startswith(").size());
            return startsWithTerm();
        }
        const std::string property = takeName();
        if (property.empty())
            return syntax();
        if (take("/$count"))
            return countTerm(property);
        if (take("/any("))
            return anyTerm(property);
        return comparison(property);
    }

    std::optional<GraphFilter> startsWithTerm()
    {
        const std::string property = takeName();
        skipBlanks();
        if (!take(","))
            return syntax();
        const std::optional<std::string> value = takeText();
        if (!value || !take(")"))
            return syntax();
        if (!contains(m_rules.startsWith, property))
            return unsupported(property);
        return [property, text = *value](const Json &entity) {
            return startsWithText(memberText(entity, property), text);
        };
    }

    std::optional<GraphFilter> countTerm(const std::string &property)
    {
        const bool equal = takeWord("eq");
        if (!equal && !takeWord("ne"))
            return syntax();
        if (!takeWord("0"))
            return unsupported(property + "/$count");
        if (!contains(m_rules.count, property))
            return unsupported(property);
        if (!m_query.eventual || !m_query.count)
            return refuse({"Request_UnsupportedQuery",
                           "The filter on '" + property
                               + "/$count' needs the header 'ConsistencyLevel: eventual' and "
                                 "$count=true."});
        return [property, equal](const Json &entity) {
            const Json *member = memberOf(entity, property);
            const bool empty = member == nullptr || member->empty();
            return empty == equal;
        };
    }

    std::optional<GraphFilter> anyTerm(const std::string &property)
    {
        const std::string variable = takeName();
        if (!take(":"))
            return syntax();
        skipBlanks();
        const bool prefix = startsWithText(m_rest, "startswith(");
        if (prefix)
            m_rest.remove_prefix(std::string_view("startswith(").size());
        if (takeName() != variable)
            return syntax();
        if (prefix ? !take(",") : !takeWord("eq"))
            return syntax();
        const std::optional<std::string> value = takeText();
        if (!value || (prefix && !take(")")) || !take(")"))
            return syntax();
        if (!contains(m_rules.any, property))
            return unsupported(property);
        return [property, prefix, text = *value](const Json &entity) {
            const Json *member = memberOf(entity, property);
            return member != nullptr && std::any_of(member->begin(), member->end(), [&](const Json &entry) {
                       const std::string own = entry.is_string() ? entry.get<std::string>() : std::string();
                       return prefix ? startsWithText(own, text) : sameText(own, text);
                   });
        };
    }

    std::optional<GraphFilter> comparison(const std::string &property)
    {
        const bool equal = takeWord("eq");
        const bool atLeast = !equal && takeWord("ge");
        if (!equal && !atLeast && !takeWord("le"))
            return syntax();
        if (!equal) {
            const std::string value = takeName();
            if (value.empty())
                return syntax();
            if (!contains(m_rules.compare, property))
                return unsupported(property);
            return [property, value, atLeast](const Json &entity) {
                const std::string own = memberText(entity, property);
                return atLeast ? own >= value : own <= value;
            };
        }
        const std::optional<std::string> value = takeText();
        if (!value)
            return syntax();
        if (!contains(m_rules.equal, property))
            return unsupported(property);
        return [property, text = *value](const Json &entity) { return sameText(memberText(entity, property), text); };
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

    bool takeWord(std::string_view word)
    {
        skipBlanks();
        const bool whole = startsWithText(m_rest, word)
            && (m_rest.size() == word.size() || std::isalnum(static_cast<unsigned char>(m_rest[word.size()])) == 0);
        if (whole)
            m_rest.remove_prefix(word.size());
        return whole;
    }

    // A property name, a lambda variable or a date-time.
    std::string takeName()
    {
        skipBlanks();
        size_t length = 0;
        const std::string_view extra =
            m_rest.empty() || std::isdigit(static_cast<unsigned char>(m_rest[0])) == 0 ? "_" : "_-:.+";
        while (length < m_rest.size()
               && (std::isalnum(static_cast<unsigned char>(m_rest[length])) != 0
                   || extra.find(m_rest[length]) != std::string_view::npos))
            ++length;
        std::string name(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return name;
    }

    // 'text' with doubled quotes inside; or true, false, null.
    std::optional<std::string> takeText()
    {
        skipBlanks();
        for (const char *word : {"true", "false"}) {
            if (takeWord(word))
                return word;
        }
        if (!take("'"))
            return std::nullopt;
        std::string text;
        while (!m_rest.empty()) {
            if (take("''"))
                text += '\'';
            else if (take("'"))
                return text;
            else {
                text += m_rest.front();
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

    std::optional<GraphFilter> refuse(GraphRefusal refusal)
    {
        if (!m_refusal)
            m_refusal = std::move(refusal);
        return std::nullopt;
    }

    std::optional<GraphFilter> syntax()
    {
        return refuse({"BadRequest", "Invalid filter clause: there is a syntax error in '" + m_query.filter + "'."});
    }

    std::optional<GraphFilter> unsupported(const std::string &property)
    {
        return refuse({"Request_UnsupportedQuery",
                       "Unsupported or invalid query filter clause specified for property '" + property + "'."});
    }

    std::string_view m_rest;
    const GraphQuery &m_query;
    const FilterRules &m_rules;
    std::optional<GraphRefusal> m_refusal;
    int m_depth = 0;
    static constexpr int maximumDepth = 32; // the stack is finite, and what arrives here is not ours
};

std::vector<std::string> namesIn(const std::string &list)
{
    std::vector<std::string> names;
    for (const std::string &name : split(list, ',')) {
        if (!trimmed(name).empty())
            names.push_back(trimmed(name));
    }
    return names;
}

std::optional<GraphRefusal> parseExpand(const std::string &text, GraphQuery &query)
{
    const size_t open = text.find('(');
    query.expand = trimmed(text.substr(0, open));
    if (open != std::string::npos) {
        const std::string options = text.substr(open + 1, text.rfind(')') - open - 1);
        if (!startsWithText(options, "$select="))
            return GraphRefusal{"BadRequest", "Only $select is supported inside $expand."};
        query.expandSelect = namesIn(options.substr(std::string_view("$select=").size()));
    }
    if (query.expand.find(',') != std::string::npos || (open != std::string::npos && text.back() != ')'))
        return GraphRefusal{"Request_UnsupportedQuery", "Only one relationship can be expanded in a request."};
    return std::nullopt;
}

std::optional<GraphRefusal> parseTop(const std::string &text, GraphQuery &query)
{
    const bool digits = !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string::npos;
    const size_t top = digits ? std::stoul(text) : 0;
    if (top < 1 || top > 999)
        return GraphRefusal{"Request_UnsupportedQuery",
                            "Invalid page size specified: '" + text + "'. Must be between 1 and 999 inclusive."};
    query.top = top;
    return std::nullopt;
}

} // namespace

std::optional<GraphRefusal> parseGraphQuery(const Call &call, GraphQuery &query)
{
    query.eventual = sameText(call.header("ConsistencyLevel"), "eventual");
    for (const auto &field : call.query) {
        const std::string name = lower(field.first);
        std::optional<GraphRefusal> refusal;
        if (name == "$top")
            refusal = parseTop(field.second, query);
        else if (name == "$skiptoken")
            query.skipToken = field.second;
        else if (name == "$select")
            query.select = namesIn(field.second);
        else if (name == "$expand")
            refusal = parseExpand(field.second, query);
        else if (name == "$filter")
            query.filter = field.second;
        else if (name == "$search")
            query.search = field.second;
        else if (name == "$orderby")
            query.orderBy = field.second;
        else if (name == "$count")
            query.count = sameText(field.second, "true") && query.eventual; // ignored without the header
        else if (!name.empty() && name.front() == '$')
            refusal = GraphRefusal{"BadRequest", "The query option '" + field.first + "' is not supported."};
        if (refusal)
            return refusal;
    }
    if (!query.search.empty() && !query.eventual)
        return GraphRefusal{"Request_UnsupportedQuery",
                            "Request with $search query parameter only works through MSGraph with a special request "
                            "header: 'ConsistencyLevel: eventual'"};
    if (!query.expand.empty() && query.advanced())
        return GraphRefusal{"Request_UnsupportedQuery", "$expand is not supported together with advanced queries."};
    if (!query.orderBy.empty() && !query.advanced())
        return GraphRefusal{"Request_UnsupportedQuery",
                            "Sorting needs the header 'ConsistencyLevel: eventual' and "
                            "$count=true."};
    return std::nullopt;
}

std::optional<GraphFilter> compileFilter(const GraphQuery &query, const FilterRules &rules, GraphRefusal &refusal)
{
    FilterParser parser(query, rules);
    std::optional<GraphFilter> filter = parser.parse();
    if (!filter)
        refusal = parser.refusal();
    return filter;
}

Json selected(const Json &entity, const std::vector<std::string> &select)
{
    if (select.empty())
        return entity;
    Json result = Json::object();
    for (const auto &item : entity.items()) {
        if (item.key().front() == '@' || contains(select, item.key()))
            result[item.key()] = item.value();
    }
    return result;
}

} // namespace symbolon::demo
