// SPDX-License-Identifier: Apache-2.0
#include "demo/trouble_file.h"

#include "demo/json.h"

#include <algorithm>
#include <variant>

namespace symbolon::demo {

namespace {

constexpr double most = 1e9;

// One member of the file: schema and reader come from the same line.
template<typename Owner>
struct Member
{
    using Field = std::variant<std::string Owner::*, int Owner::*, bool Owner::*, double Owner::*,
                               std::optional<int> Owner::*, std::uint64_t Owner::*, std::vector<std::string> Owner::*>;

    const char *name;
    Field field;
    double least; // of numbers
    double greatest;
    const char *about;
};

const std::vector<Member<TroubleRule>> &ruleMembers()
{
    using R = TroubleRule;
    static const std::vector<Member<R>> members{
        {"service", &R::service, 0, 0, "Only this service: login, graph, arm or issuer."},
        {"method", &R::method, 0, 0, "Only this method."},
        {"path", &R::path, 0, 0,
         "Only paths of this pattern: * stands for any run of characters; case does not matter, the query is left "
         "out."},
        {"nth", &R::nth, 1, most, "Only the nth request that matches, counted from 1."},
        {"times", &R::times, 1, most, "Only so many times."},
        {"probability", &R::probability, 0, 1, "How likely it is for each request that matches."},
        {"latency", &R::latency, 0, 600000,
         "The answer comes so many milliseconds after the request, or when it is ready."},
        {"jitter", &R::jitter, 0, 600000, "And up to so many more."},
        {"status", &R::status, 400, 599, "Answered with this status; the request is not carried out."},
        {"retryAfter", &R::retryAfter, 0, 86400, "Seconds of the header Retry-After; with status."},
        {"claimsChallenge", &R::claimsChallenge, 0, 0,
         "Answered 401 with a claims challenge; the request is not carried out, and the token is refused from then on, "
         "until one is issued for the claims demanded. Only tokens whose owner understands that (xms_cc) are struck."},
        {"garbage", &R::garbage, 0, 0, "Answered 200 with bytes that are no JSON; the request is not carried out."},
        {"drop", &R::drop, 0, 0, "The connection closes without an answer; the request is not carried out."},
        {"silent", &R::silent, 0, 0, "No answer, the connection stays open; the request is not carried out."},
        {"lostAnswer", &R::lostAnswer, 0, 0, "The request is carried out, then the connection closes."},
        {"truncate", &R::truncate, 0, 0, "The request is carried out, half of the answer's body arrives."},
        {"slow", &R::slow, 1, most, "The answer arrives at so many bytes a second."},
        {"missingFor", &R::missingFor, 1, 86400, "What the request creates is answered with 404 for so many seconds."},
    };
    return members;
}

const std::vector<Member<TroublePlan>> &planMembers()
{
    using P = TroublePlan;
    static const std::vector<Member<P>> members{
        {"seed", &P::seed, 0, 9e15, "The same seed and the same requests meet the same trouble."},
        {"throttle", &P::throttle, 0, 1,
         "429 by the documented limits of Graph and ARM: 1 for the real ones, 0.1 for a tenth."},
        {"tokenSeconds", &P::tokenSeconds, 1, 86400, "Access tokens live so many seconds."},
        {"clockSkew", &P::clockSkew, -most, most, "The tenant's clock is so many seconds ahead; negative: behind."},
    };
    return members;
}

const std::vector<Member<FederationPolicy>> &federationMembers()
{
    using F = FederationPolicy;
    static const std::vector<Member<F>> members{
        {"disabled", &F::disabled, 0, 0, "Nothing but managed identities may be a credential: AADSTS700223."},
        {"allowedIssuers", &F::allowedIssuers, 0, 0, "Tokens of any other issuer get AADSTS700238."},
        {"githubEnterprises", &F::githubEnterprises, 0, 0,
         "A GitHub token whose claim enterprise names none of these gets AADSTS7002381."},
    };
    return members;
}

// Limits are whole numbers, of every member.
std::string limitText(double limit)
{
    return std::to_string(static_cast<long long>(limit));
}

// Writes a value into the member's field; what is wrong with it, else nothing.
template<typename Owner>
std::string put(const Member<Owner> &member, const Json &value, Owner &owner)
{
    if (const auto *const text = std::get_if<std::string Owner::*>(&member.field)) {
        if (!value.is_string())
            return "wants a text";
        owner.**text = value.template get<std::string>();
        return {};
    }
    if (const auto *const texts = std::get_if<std::vector<std::string> Owner::*>(&member.field)) {
        const bool listed = value.is_array()
            && std::all_of(value.begin(), value.end(), [](const Json &entry) { return entry.is_string(); });
        if (!listed)
            return "wants a list of texts";
        owner.**texts = value.template get<std::vector<std::string>>();
        return {};
    }
    if (const auto *const flag = std::get_if<bool Owner::*>(&member.field)) {
        if (!value.is_boolean())
            return "wants true or false";
        owner.**flag = value.template get<bool>();
        return {};
    }
    const auto *const real = std::get_if<double Owner::*>(&member.field);
    const double number = value.is_number() ? value.template get<double>() : most * most;
    if (number < member.least || number > member.greatest || (real == nullptr && !value.is_number_integer()))
        return std::string("wants ") + (real == nullptr ? "a whole number" : "a number") + " from "
            + limitText(member.least) + " to " + limitText(member.greatest);
    if (real != nullptr)
        owner.**real = number;
    else if (const auto *const whole = std::get_if<int Owner::*>(&member.field))
        owner.**whole = static_cast<int>(number);
    else if (const auto *const maybe = std::get_if<std::optional<int> Owner::*>(&member.field))
        owner.**maybe = static_cast<int>(number);
    else
        owner.*std::get<std::uint64_t Owner::*>(member.field) = static_cast<std::uint64_t>(number);
    return {};
}

template<typename Owner>
std::string putAll(const std::vector<Member<Owner>> &members, const Json &object, Owner &owner, const std::string &at,
                   std::initializer_list<std::string_view> besides)
{
    if (!object.is_object())
        return at + " wants an object";
    const std::string above = at.empty() ? at : at + '.';
    for (const auto &item : object.items()) {
        if (item.key() == "$schema" || std::find(besides.begin(), besides.end(), item.key()) != besides.end())
            continue;
        const auto known = std::find_if(members.begin(), members.end(),
                                        [&](const Member<Owner> &member) { return item.key() == member.name; });
        std::string place = above + item.key();
        if (known == members.end())
            return place + " is unknown";
        const std::string wrong = put(*known, item.value(), owner);
        if (!wrong.empty())
            return place.append(" ").append(wrong);
    }
    return {};
}

std::string checked(const TroubleRule &rule, const std::string &at)
{
    const bool known = rule.service.empty()
        || std::any_of(serviceKinds.begin(), serviceKinds.end(),
                       [&](ServiceKind service) { return rule.service == nameOf(service); });
    if (!known)
        return at + ".service wants login, graph, arm or issuer";
    if (rule.retryAfter && rule.status == 0)
        return at + ".retryAfter needs a status";
    const int answers = (rule.status != 0 ? 1 : 0) + (rule.claimsChallenge ? 1 : 0) + (rule.garbage ? 1 : 0)
        + (rule.drop ? 1 : 0) + (rule.silent ? 1 : 0) + (rule.lostAnswer ? 1 : 0) + (rule.truncate ? 1 : 0);
    if (answers > 1)
        return at + " wants several answers to one request";
    if (answers == 0 && rule.latency == 0 && rule.jitter == 0 && rule.slow == 0 && rule.missingFor == 0)
        return at + " does nothing";
    return {};
}

template<typename Owner>
Json schemaOf(const Member<Owner> &member)
{
    Json schema = Json::object();
    if (std::holds_alternative<std::string Owner::*>(member.field))
        schema["type"] = "string";
    else if (std::holds_alternative<bool Owner::*>(member.field))
        schema["type"] = "boolean";
    else if (std::holds_alternative<std::vector<std::string> Owner::*>(member.field))
        schema = {{"type", "array"}, {"items", {{"type", "string"}}}};
    else if (std::holds_alternative<double Owner::*>(member.field))
        schema["type"] = "number";
    else
        schema["type"] = "integer";
    if (member.least != member.greatest) {
        const bool whole = schema["type"] == "integer";
        schema["minimum"] = whole ? Json(static_cast<long long>(member.least)) : Json(member.least);
        schema["maximum"] = whole ? Json(static_cast<long long>(member.greatest)) : Json(member.greatest);
    }
    schema["description"] = member.about;
    return schema;
}

} // namespace

std::optional<TroublePlan> readTrouble(std::string_view text, std::string &problem)
{
    TroublePlan plan;
    const Json file = parseJson(text);
    problem = file.is_object() ? putAll(planMembers(), file, plan, {}, {"rules", "federation"}) : "is no JSON object";
    if (problem.empty() && file.contains("federation")) {
        plan.federation.emplace();
        problem = putAll(federationMembers(), file["federation"], *plan.federation, "federation", {});
    }
    const Json rules = file.is_object() && file.contains("rules") ? file["rules"] : Json::array();
    if (problem.empty() && !rules.is_array())
        problem = "rules wants a list";
    for (size_t i = 0; problem.empty() && i < rules.size(); ++i) {
        const std::string at = "rules[" + std::to_string(i) + "]";
        TroubleRule rule;
        problem = putAll(ruleMembers(), rules[i], rule, at, {});
        if (problem.empty())
            problem = checked(rule, at);
        plan.rules.push_back(std::move(rule));
    }
    return problem.empty() ? std::optional<TroublePlan>(std::move(plan)) : std::nullopt;
}

std::string troubleSchema()
{
    Json rule = Json::object();
    for (const Member<TroubleRule> &member : ruleMembers())
        rule[member.name] = schemaOf(member);
    rule["service"]["enum"] = Json::array({"login", "graph", "arm", "issuer"});
    Json plan = Json::object();
    plan["$schema"] = Json{{"type", "string"}};
    for (const Member<TroublePlan> &member : planMembers())
        plan[member.name] = schemaOf(member);
    Json federation = Json::object();
    for (const Member<FederationPolicy> &member : federationMembers())
        federation[member.name] = schemaOf(member);
    plan["federation"] = Json{{"type", "object"},
                              {"description", "The tenant's policy for federated credentials."},
                              {"additionalProperties", false},
                              {"properties", federation}};
    plan["rules"] = Json{{"type", "array"},
                         {"description",
                          "Tried in this order for every request. Latencies add up; the first rule with "
                          "an answer of its own decides about that."},
                         {"items", {{"type", "object"}, {"additionalProperties", false}, {"properties", rule}}}};
    const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                         {"title", "What goes wrong at the demo tenant"},
                         {"type", "object"},
                         {"additionalProperties", false},
                         {"properties", plan}};
    return schema.dump(2) + "\n";
}

} // namespace symbolon::demo
