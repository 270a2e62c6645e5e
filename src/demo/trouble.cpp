// SPDX-License-Identifier: Apache-2.0
#include "demo/trouble.h"

#include "demo/dice.h"
#include "demo/json.h"
#include "demo/token_service.h"
#include "demo/trouble_answer.h"

#include <algorithm>
#include <cctype>

namespace symbolon::demo {

namespace {

constexpr size_t keptEntries = 10000;
constexpr size_t keptMissing = 1000;

// "*" in the pattern stands for any run of characters; without case.
bool matches(std::string_view pattern, std::string_view text)
{
    size_t p = 0;
    size_t t = 0;
    size_t star = std::string_view::npos;
    size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && sameText(pattern.substr(p, 1), text.substr(t, 1))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

// What later paths hold of something that was just created.
std::vector<std::string> namesOf(const Call &call, const Response &response)
{
    if (call.method == "PUT")
        return {lower(call.path)};
    std::vector<std::string> names;
    const Json body = parseJson(response.body);
    for (const char *member : {"id", "appId"}) {
        const std::string value = lower(textOf(body, member));
        if (isGuid(value))
            names.push_back(value);
    }
    // A credential is asked for by its name, too.
    const std::string name = textOf(body, "name");
    if (!name.empty())
        names.push_back(lower(call.path) + "/" + lower(name));
    return names;
}

// Whether the path holds the part as a whole, not as the beginning of another name.
bool names(const std::string &path, const std::string &part)
{
    const size_t at = path.find(part);
    if (at == std::string::npos)
        return false;
    const size_t end = at + part.size();
    return end == path.size()
        || (std::isalnum(static_cast<unsigned char>(path[end])) == 0 && path[end] != '-' && path[end] != '_'
            && path[end] != '.');
}

} // namespace

void Trouble::follow(TroublePlan plan)
{
    m_plan = std::move(plan);
    m_throttle = Throttle(m_plan.throttle);
    m_matched.assign(m_plan.rules.size(), 0);
    m_struck.assign(m_plan.rules.size(), 0);
    m_missing.clear();
}

void Trouble::Verdict::applyTo(Response &response) const
{
    if (delivery != Delivery::Whole)
        response.delivery = delivery;
    response.delay += delay;
    if (bytesPerSecond > 0)
        response.bytesPerSecond = static_cast<size_t>(bytesPerSecond);
    for (const auto &header : headers)
        response.setHeader(header.first, header.second);
}

Trouble::Verdict Trouble::judge(ServiceKind service, const Call &call, TimePoint now)
{
    Verdict verdict;
    if (m_plan.throttle > 0)
        judgeThrottle(service, call, now, verdict);
    judgeMissing(service, call, now, verdict);
    for (size_t i = 0; i < m_plan.rules.size(); ++i) {
        if (strikes(i, service, call))
            apply(i, service, call, now, verdict);
    }
    return verdict;
}

bool Trouble::strikes(size_t index, ServiceKind service, const Call &call)
{
    const TroubleRule &rule = m_plan.rules[index];
    if ((!rule.service.empty() && rule.service != nameOf(service))
        || (!rule.method.empty() && !sameText(rule.method, call.method))
        || (!rule.path.empty() && !matches(rule.path, call.path)) || (rule.claimsChallenge && !canBeChallenged(call)))
        return false;
    const std::uint64_t count = ++m_matched[index];
    if ((rule.nth != 0 && count != static_cast<std::uint64_t>(rule.nth))
        || (rule.times != 0 && m_struck[index] >= rule.times))
        return false;
    Dice dice(m_plan.seed, "strikes", (static_cast<std::uint64_t>(index) << 40) ^ count);
    if (dice.fraction() >= rule.probability)
        return false;
    ++m_struck[index];
    return true;
}

void Trouble::apply(size_t index, ServiceKind service, const Call &call, TimePoint now, Verdict &verdict)
{
    const TroubleRule &rule = m_plan.rules[index];
    const int number = static_cast<int>(index);
    if (rule.latency != 0 || rule.jitter != 0) {
        Dice dice(m_plan.seed, "jitter", (static_cast<std::uint64_t>(index) << 40) ^ m_matched[index]);
        const int delay = rule.latency + static_cast<int>(dice.below(static_cast<std::uint64_t>(rule.jitter) + 1));
        verdict.delay += std::chrono::milliseconds(delay);
        write(service, call, now, number, "latency " + std::to_string(delay) + " ms");
    }
    if (rule.slow != 0) {
        verdict.bytesPerSecond = rule.slow;
        write(service, call, now, number, "slow, " + std::to_string(rule.slow) + " bytes a second");
    }
    if (rule.missingFor > verdict.missingFor) {
        verdict.missingFor = rule.missingFor;
        verdict.missingRule = number;
    }
    if (verdict.instead || verdict.delivery != Delivery::Whole)
        return;
    if (rule.status != 0) {
        verdict.instead = troubleAnswer(service, call, rule.status, rule.retryAfter, now);
        write(service, call, now, number, "status " + std::to_string(rule.status));
    } else if (rule.claimsChallenge) {
        verdict.instead = troubleAnswer(service, call, 401, std::nullopt, now);
        verdict.challenges = true;
        write(service, call, now, number, "claims challenge");
    } else if (rule.garbage) {
        verdict.instead = garbageAnswer();
        write(service, call, now, number, "garbage");
    } else if (rule.drop || rule.silent) {
        verdict.instead = Response();
        verdict.delivery = rule.drop ? Delivery::Dropped : Delivery::Silent;
        write(service, call, now, number, rule.drop ? "drop" : "silent");
    } else if (rule.lostAnswer || rule.truncate) {
        verdict.delivery = rule.lostAnswer ? Delivery::Dropped : Delivery::Cut;
        write(service, call, now, number, rule.lostAnswer ? "lost answer" : "truncate");
    }
}

void Trouble::judgeThrottle(ServiceKind service, const Call &call, TimePoint now, Verdict &verdict)
{
    Throttle::Bill bill = m_throttle.charge(service, call, now);
    verdict.headers = std::move(bill.headers);
    if (!bill.refused)
        return;
    verdict.instead = troubleAnswer(service, call, 429, bill.retryAfter, now);
    write(service, call, now, -1, "throttled: " + bill.why);
}

void Trouble::judgeMissing(ServiceKind service, const Call &call, TimePoint now, Verdict &verdict)
{
    m_missing.erase(std::remove_if(m_missing.begin(), m_missing.end(),
                                   [now](const Missing &missing) { return missing.until <= now; }),
                    m_missing.end());
    if (verdict.instead || m_missing.empty())
        return;
    const std::string path = lower(call.path);
    for (const Missing &missing : m_missing) {
        const bool createsAgain = call.method == "PUT" && path == missing.part;
        if (missing.service != service || createsAgain || !names(path, missing.part))
            continue;
        verdict.instead = troubleAnswer(service, call, 404, std::nullopt, now);
        write(service, call, now, missing.rule, "not there yet");
        return;
    }
}

void Trouble::note(const Verdict &verdict, ServiceKind service, const Call &call, const Response &response,
                   TimePoint now)
{
    if (verdict.missingFor == 0 || response.status != 201 || m_missing.size() >= keptMissing)
        return;
    for (const std::string &name : namesOf(call, response))
        m_missing.push_back({service, name, now + std::chrono::seconds(verdict.missingFor), verdict.missingRule});
}

void Trouble::write(ServiceKind service, const Call &call, TimePoint now, int rule, const std::string &what)
{
    m_log.push_back({++m_written, now, service, call.method, call.path, rule, what});
    if (m_log.size() > keptEntries)
        m_log.pop_front();
}

std::string Trouble::logText() const
{
    Json entries = Json::array();
    for (const TroubleEntry &entry : m_log) {
        entries.push_back({{"number", entry.number},
                           {"at", isoTime(entry.at)},
                           {"service", nameOf(entry.service)},
                           {"method", entry.method},
                           {"path", entry.path},
                           {"rule", entry.rule < 0 ? Json(nullptr) : Json(entry.rule)},
                           {"what", entry.what}});
    }
    return dump(Json{{"seed", m_plan.seed}, {"injected", m_written}, {"entries", std::move(entries)}});
}

} // namespace symbolon::demo
