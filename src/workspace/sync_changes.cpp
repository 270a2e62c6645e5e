// SPDX-License-Identifier: Apache-2.0
// The long listings of the directory: all of them, or what has changed since they were read last.
#include "workspace/sync.h"

#include <algorithm>
#include <memory>

namespace symbolon::workspace {
namespace {

QString collectionOf(Source source)
{
    return source == Source::Applications ? QStringLiteral("applications") : QStringLiteral("servicePrincipals");
}

// What another way of asking would meet as well: trying it is the person's decision.
bool concernsEverything(ErrorKind kind)
{
    return kind == ErrorKind::Cancelled || kind == ErrorKind::Timeout || kind == ErrorKind::Offline
        || kind == ErrorKind::Tls || kind == ErrorKind::Unauthorized || kind == ErrorKind::InteractionNeeded
        || kind == ErrorKind::Throttled || kind == ErrorKind::OwnerGone;
}

} // namespace

qsizetype Sync::known(Source one) const
{
    return one == Source::Applications ? m_facts.applicationCount() : m_facts.servicePrincipals().size();
}

bool Sync::isExpensive(Source one) const
{
    return known(one) > expensiveFrom || (one == Source::Applications && !m_graph.expandsCredentials());
}

// Links live seven days (Microsoft Graph: "Use delta query to track changes"), longer than any is used here.
bool Sync::mayReadChanges(Source one) const
{
    const ChangeMark &mark = m_facts.mark(one);
    if (m_reading == Reading::Everything || mark.link.isEmpty() || !isExpensive(one))
        return false;
    const QDateTime now = m_clock();
    return mark.wholeAt <= now && now < mark.wholeAt.addSecs(std::chrono::seconds(wholeAgainAfter).count());
}

void Sync::readListing(const Unit &unit)
{
    if (mayReadChanges(unit.source))
        readChanges(unit);
    else
        readEverything(unit);
}

// The mark comes first, so that nothing falls between it and the listing. It costs a request: where the listing is known
// to be cheap it is saved.
void Sync::readEverything(const Unit &unit)
{
    const auto list = [this, unit](const ChangeMark &mark) {
        if (unit.source == Source::Applications)
            readApplications(unit, mark);
        else
            readServicePrincipals(unit, mark);
    };
    const bool isFirst = known(unit.source) == 0;
    if (isFirst ? !m_isKept : !isExpensive(unit.source))
        return list({});
    whenDone(m_graph.changes(collectionOf(unit.source), QString(), m_stop->get_token()), this,
             [this, list, generation = m_generation](const Result<cloud::Changes> &from) {
                 if (generation != m_generation)
                     return;
                 list(from ? ChangeMark{from->link, from->at, {}} : ChangeMark());
             });
}

void Sync::endEverything(Source one, ChangeMark mark)
{
    mark.wholeAt = m_clock();
    if (!mark.at.isValid())
        mark.at = m_state.startedAt;
    m_facts.setMark(one, mark);
    source(one).wholeAt = {};
}

void Sync::readChanges(const Unit &unit)
{
    source(unit.source).read = 0;
    whenDone(m_graph.changes(collectionOf(unit.source), m_facts.mark(unit.source).link, m_stop->get_token()), this,
             [this, unit, generation = m_generation](const Result<cloud::Changes> &changes) {
                 if (generation != m_generation)
                     return;
                 if (!changes)
                     return refuseChanges(unit, changes.error(), tr("the service does not say what has changed"));
                 if (unit.source == Source::ServicePrincipals)
                     return readChangedPrincipals(unit, *changes);
                 const QDateTime since =
                     m_facts.mark(unit.source).at.addSecs(-std::chrono::seconds(auditOverlap).count());
                 whenDone(m_graph.applicationsInAudits(since, m_stop->get_token()), this,
                          [this, unit, generation, changes = *changes](const Result<QStringList> &audited) {
                              if (generation != m_generation)
                                  return;
                              if (!audited)
                                  return refuseChanges(unit, audited.error(), tr("the audit log cannot be read"));
                              readChangedApplications(unit, changes, *audited);
                          });
             });
}

void Sync::readChangedApplications(const Unit &unit, const cloud::Changes &changes, const QStringList &audited)
{
    QSet<QString> ids = changes.changed;
    for (const QStringList &more : {audited, m_facts.applicationsWithUnknownCredentials()}) {
        for (const QString &id : more)
            ids.insert(id);
    }
    ids.subtract(changes.removed);
    if (isTooMuch(unit, ids.size()))
        return readEverything(unit);
    whenDone(m_graph.applications(ids.values(), m_stop->get_token()), this,
             [this, unit, changes, generation = m_generation](const Result<cloud::Reread<trust::Identity>> &again) {
                 if (generation != m_generation)
                     return;
                 if (!again)
                     return endChanges(unit, changes, again.error());
                 QList<trust::IdentityKey> keys;
                 for (const trust::Identity &identity : again->items) {
                     m_facts.put(identity);
                     keys.append(identity.key);
                 }
                 if (!keys.isEmpty())
                     Q_EMIT identitiesRead(keys);
                 QList<trust::IdentityKey> gone;
                 QSet<QString> goneIds = changes.removed;
                 for (const QString &id : again->gone)
                     goneIds.insert(id);
                 for (const QString &id : std::as_const(goneIds)) {
                     const trust::IdentityKey key{trust::IdentityKind::Application, id};
                     if (m_facts.find(key))
                         gone.append(key);
                 }
                 removeThese(gone);
                 endChanges(unit, changes, again->failed);
             });
}

// Credentials of managed identities are compared with the directory's word, which must then be of today: these principals
// are few and are listed. The others by their ids.
void Sync::readChangedPrincipals(const Unit &unit, const cloud::Changes &changes)
{
    const auto listed = std::make_shared<QSet<QString>>();
    const auto receive = [this, listed, generation = m_generation](const QList<cloud::ServicePrincipal> &page) {
        if (generation != m_generation)
            return;
        m_facts.addServicePrincipals(page);
        for (const cloud::ServicePrincipal &principal : page)
            listed->insert(principal.id);
    };
    whenDone(m_graph.managedPrincipals(this, receive, m_stop->get_token()), this,
             [this, unit, changes, listed, generation = m_generation](const Result<void> &outcome) {
                 if (generation != m_generation)
                     return;
                 if (!outcome)
                     return refuseChanges(unit, outcome.error(), tr("managed identities cannot be listed alone"));
                 QSet<QString> ids = changes.changed;
                 ids.subtract(*listed);
                 if (isTooMuch(unit, ids.size()))
                     return readEverything(unit);
                 readTheseAgain(unit, changes, ids.values());
             });
}

void Sync::readTheseAgain(const Unit &unit, const cloud::Changes &changes, const QStringList &principals)
{
    whenDone(
        m_graph.servicePrincipals(principals, m_stop->get_token()), this,
        [this, unit, changes, generation = m_generation](const Result<cloud::Reread<cloud::ServicePrincipal>> &again) {
            if (generation != m_generation)
                return;
            if (!again)
                return endChanges(unit, changes, again.error());
            m_facts.addServicePrincipals(again->items);
            QSet<QString> gone = changes.removed;
            for (const QString &id : again->gone)
                gone.insert(id);
            m_facts.removeServicePrincipals(gone);
            endChanges(unit, changes, again->failed);
        });
}

bool Sync::isTooMuch(const Unit &unit, qsizetype changed)
{
    const qsizetype most = unit.source == Source::Applications
        ? mostApplicationsAgain
        : std::clamp(known(unit.source) / worthReadingAgain, fewestReadAgain, mostReadAgain);
    if (changed <= most)
        return false;
    m_graph.note(tr("%1 are all read again: %L2 of them have changed.").arg(sourceName(unit.source)).arg(changed));
    return true;
}

void Sync::refuseChanges(const Unit &unit, const Error &error, const QString &why)
{
    if (concernsEverything(error.kind))
        return unitEnded(unit, failure(error), m_generation);
    m_facts.setMark(unit.source, {}); // a forgotten link stays forgotten
    const QString code = error.code.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(error.code);
    m_graph.note(tr("%1 are all read again: %2.").arg(sourceName(unit.source), why + code));
    readEverything(unit);
}

// The mark moves on only when all that it had named was read.
void Sync::endChanges(const Unit &unit, const cloud::Changes &changes, const std::optional<Error> &failed)
{
    if (failed)
        return unitEnded(unit, failure(*failed), m_generation);
    ChangeMark mark = m_facts.mark(unit.source);
    mark.link = changes.link;
    mark.at = changes.at.isValid() ? changes.at : m_state.startedAt;
    m_facts.setMark(unit.source, mark);
    SourceState &state = source(unit.source);
    state.wholeAt = mark.wholeAt;
    state.read = known(unit.source);
    unitEnded(unit, {}, m_generation);
}

} // namespace symbolon::workspace
