// SPDX-License-Identifier: Apache-2.0
#include "demo/issuer_keys.h"

#include "demo/json.h"

namespace symbolon::demo {

namespace {

constexpr size_t keptIssuers = 1000;

KnownIssuer refused(KnownIssuer::Problem problem)
{
    KnownIssuer known;
    known.problem = problem;
    return known;
}

// A key of the set that can verify RS256. Microsoft expects "use": "sig"; an "alg" that is given has to be RS256.
std::optional<IssuerKey> usable(const Json &key)
{
    const std::string algorithm = textOf(key, "alg");
    if (textOf(key, "kty") != "RSA" || textOf(key, "use") != "sig" || !(algorithm.empty() || algorithm == "RS256"))
        return std::nullopt;
    return IssuerKey{textOf(key, "kid"), textOf(key, "n"), textOf(key, "e")};
}

} // namespace

IssuerKeys::IssuerKeys(UrlFetch fetch, std::function<TimePoint()> clock)
    : m_fetch(std::move(fetch))
    , m_clock(std::move(clock))
{
}

bool IssuerKeys::fresh(const std::string &issuer) const
{
    const auto found = m_entries.find(issuer);
    if (found == m_entries.end() || !found->second.known)
        return false;
    const TimePoint now = m_clock();
    return found->second.known->read <= now && now < found->second.known->read + issuerLifetime;
}

bool IssuerKeys::isFresh(const std::string &issuer) const
{
    const std::lock_guard guard(m_lock);
    return fresh(issuer);
}

std::shared_ptr<const KnownIssuer> IssuerKeys::known(const std::string &issuer) const
{
    static const auto nothing = std::make_shared<const KnownIssuer>(refused(KnownIssuer::Problem::Unreachable));
    const std::lock_guard guard(m_lock);
    const auto found = m_entries.find(issuer);
    return found == m_entries.end() || !found->second.known ? nothing : found->second.known;
}

void IssuerKeys::read(const std::string &issuer, const std::string &base)
{
    {
        std::unique_lock guard(m_lock);
        if (m_entries.size() > keptIssuers)
            std::erase_if(m_entries, [](const auto &entry) { return !entry.second.reading; });
        Entry &entry = m_entries[issuer];
        if (entry.reading) { // what that one finds is as good
            m_done.wait(guard, [this, &issuer] { return !m_entries[issuer].reading; });
            return;
        }
        if (fresh(issuer))
            return;
        entry.reading = true;
    }
    KnownIssuer known = readNow(issuer, base);
    known.read = m_clock();
    {
        const std::lock_guard guard(m_lock);
        m_entries[issuer] = Entry{std::make_shared<const KnownIssuer>(std::move(known)), false};
    }
    m_done.notify_all();
}

KnownIssuer IssuerKeys::readNow(const std::string &issuer, const std::string &base) const
{
    // OpenID Connect Discovery 1.0, 4.1: a slash at the issuer's end is taken off first.
    const bool slash = !base.empty() && base.back() == '/';
    const Fetched discovery =
        m_fetch(base.substr(0, base.size() - (slash ? 1 : 0)) + "/.well-known/openid-configuration");
    if (discovery.status != 200)
        return refused(KnownIssuer::Problem::Unreachable);
    const Json document = parseJson(discovery.body);
    if (textOf(document, "issuer") != issuer || textOf(document, "jwks_uri").empty())
        return refused(KnownIssuer::Problem::Unusable);
    const Fetched keySet = m_fetch(textOf(document, "jwks_uri"));
    if (keySet.status != 200)
        return refused(KnownIssuer::Problem::Unreachable);
    const Json set = parseJson(keySet.body);
    if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array())
        return refused(KnownIssuer::Problem::Unusable);
    KnownIssuer known;
    const Json &keys = set["keys"];
    for (size_t i = 0; i < keys.size() && i < keysRead; ++i) {
        if (std::optional<IssuerKey> key = usable(keys[i]))
            known.keys.push_back(std::move(*key));
    }
    return known;
}

} // namespace symbolon::demo
