// SPDX-License-Identifier: Apache-2.0
// The part of a sync that reads who owns app registrations.
#include "workspace/sync.h"

namespace symbolon::workspace {

void Sync::readOwners(const Unit &unit)
{
    source(unit.source).read = 0;
    const auto receive = [this, unit, generation = m_generation](const QList<cloud::ApplicationOwners> &page) {
        if (generation != m_generation)
            return;
        for (const cloud::ApplicationOwners &one : page) {
            if (one.isWhole)
                m_facts.setOwners(one.applicationId, one.owners);
            else
                m_ownersDue.append(one.applicationId);
        }
        source(unit.source).expected = m_state.of(Source::Applications).expected; // as many: nobody needs to ask
        count(unit.source, page.size());
    };
    whenDone(m_graph.applicationOwners(this, receive, m_stop->get_token()), this,
             [this, unit, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation)
                     return;
                 if (!outcome && outcome.error().kind == ErrorKind::Rejected) {
                     m_asksOwnersOfAll = false;
                     return unitEnded(unit, {}, generation);
                 }
                 unitEnded(unit, outcome, generation);
             });
}

// What the list did not tell: owners that it cut short, and applications that came while it was read. Where it does not
// tell any, only applications with credentials are asked, one by one: of the others nobody gets a token by federation.
void Sync::planOwners()
{
    if (progress(Source::Owners).failed.contains(QString()))
        return; // the list is asked for again first
    const QStringList cutShort = std::exchange(m_ownersDue, {});
    QSet<QString> due(cutShort.cbegin(), cutShort.cend());
    m_facts.identities().each([&](const trust::IdentityKey &key, const trust::Identity &identity) {
        if (key.kind != trust::IdentityKind::Application)
            return;
        if (m_asksOwnersOfAll ? !identity.ownersPart.isKnown() : !identity.credentials.isEmpty())
            due.insert(key.id);
    });
    due.subtract(m_ownersAsked);
    QStringList ids = due.values();
    ids.sort();
    for (const QString &id : std::as_const(ids))
        enqueue({Source::Owners, id});
}

void Sync::readOwnersOf(const Unit &unit)
{
    m_ownersAsked.insert(unit.id);
    whenDone(m_graph.owners(unit.id, m_stop->get_token()), this,
             [this, unit, generation = m_generation](const Result<QList<trust::Owner>> &owners) {
                 if (generation != m_generation)
                     return;
                 if (owners) {
                     m_facts.setOwners(unit.id, *owners);
                     if (!m_asksOwnersOfAll)
                         ++source(unit.source).read;
                 } else if (owners.error().kind != ErrorKind::Cancelled) {
                     m_facts.failOwners(unit.id, named(owners.error(), unit.source));
                 }
                 unitEnded(unit, owners ? Result<void>() : failure(owners.error()), generation);
             });
}

} // namespace symbolon::workspace
