// SPDX-License-Identifier: Apache-2.0
#include "net/pacer.h"

#include <algorithm>

namespace symbolon::net {
namespace {

using std::chrono::microseconds;

// A tenant with fewer than 50 users: 3,500 resource units in ten seconds.
constexpr microseconds perUnit{10'000'000 / 3500};
constexpr std::chrono::seconds window{10};
constexpr double restrainedFrom = 0.8; // by nothing here,
constexpr double keptAt = 0.95;        // by the whole time here: what is under way at once is less than what is left
constexpr double mostRestraint = 1.2;
// Answers come after their requests: what these waited for their answers is no pause between them.
constexpr std::chrono::milliseconds underWay{500};
// ARM's read bucket fills by 25 a second; below so many left its rate is kept to.
constexpr microseconds perRead{1'000'000 / 25};
constexpr int fewReads = 25;
// Nobody is held longer than this by arithmetic alone.
constexpr std::chrono::seconds longest{10};

double numberIn(const Response &response, QByteArrayView header)
{
    bool isNumber = false;
    const double number = response.header(header).trimmed().toDouble(&isNumber);
    return isNumber ? number : 0;
}

std::size_t placeOf(Service service)
{
    return static_cast<std::size_t>(service);
}

} // namespace

void Pacer::heed(Service service, const Response &response, Moment now)
{
    if (service == Service::Graph)
        heedGraph(response, now);
    else if (service == Service::Arm)
        heedArm(response, now);
}

void Pacer::heedGraph(const Response &response, Moment now)
{
    if (now >= m_graphRestrained)
        hold(Service::Graph, now); // what comes now is counted from now on
    if (response.status == 429) {
        hold(Service::Graph, now + response.retryAfter());
        m_graphRefused = m_graphRestrained = now + window;
    }
    const double share = numberIn(response, "x-ms-throttle-limit-percentage");
    if (share >= restrainedFrom) {
        m_graphRestraint = std::min((share - restrainedFrom) / (keptAt - restrainedFrom), mostRestraint);
        m_graphRestrained = std::max(m_graphRestrained, now + std::chrono::seconds(1));
    }
    if (now >= m_graphRestrained)
        return;
    const double units = std::clamp(numberIn(response, "x-ms-resource-unit"), 1.0, 100.0);
    const double restraint = now < m_graphRefused ? std::max(1.0, m_graphRestraint) : m_graphRestraint;
    spend(Service::Graph, microseconds(static_cast<qint64>(units * restraint * static_cast<double>(perUnit.count()))),
          now - underWay, now);
}

void Pacer::heedArm(const Response &response, Moment now)
{
    for (const Header &header : response.headers) {
        if (!header.name.toLower().startsWith("x-ms-ratelimit-remaining-"))
            continue;
        bool isNumber = false;
        const int left = header.value.trimmed().toInt(&isNumber);
        if (!isNumber || left >= fewReads)
            continue;
        // A 429 with something left is a limit of one resource or provider, which others need not wait for.
        if (response.status == 429 && left == 0)
            hold(Service::Arm, now + response.retryAfter());
        spend(Service::Arm, perRead, now, now);
    }
}

void Pacer::hold(Service service, Moment until)
{
    Moment &next = m_next.at(placeOf(service));
    next = std::max(next, until);
}

void Pacer::spend(Service service, microseconds time, Moment from, Moment now)
{
    Moment &next = m_next.at(placeOf(service));
    next = std::min(std::max(next, from) + time, std::max(next, now + longest));
}

std::chrono::milliseconds Pacer::pause(Service service, Moment now) const
{
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(m_next.at(placeOf(service)) - now));
}

} // namespace symbolon::net
