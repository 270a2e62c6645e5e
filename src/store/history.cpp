// SPDX-License-Identifier: Apache-2.0
#include "store/history.h"

#include "store/blob.h"
#include "store/cache_file.h"
#include "store/statement.h"

#include <algorithm>

namespace symbolon::store {
namespace {

// Identities compare without regard to case.
QString identityText(const trust::IdentityKey &key)
{
    const QChar kind = key.kind == trust::IdentityKind::Application ? u'a' : u'm';
    return kind + key.id.toCaseFolded();
}

trust::IdentityKey identityKey(const QString &text)
{
    return {text.startsWith(u'a') ? trust::IdentityKind::Application : trust::IdentityKind::ManagedIdentity,
            text.mid(1)};
}

QVariant milliseconds(const QDateTime &moment)
{
    return moment.isValid() ? QVariant(moment.toMSecsSinceEpoch()) : QVariant();
}

QDateTime moment(const QVariant &milliseconds)
{
    return milliseconds.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

QByteArray pack(const CredentialChange &change)
{
    BlobWriter blob;
    for (const auto *one : {&change.before, &change.after}) {
        blob.flag(one->has_value());
        if (*one)
            write(blob, **one);
    }
    return blob.bytes();
}

bool unpack(const QByteArray &value, CredentialChange &change)
{
    TextPool pool;
    BlobReader blob(value, pool);
    for (auto *one : {&change.before, &change.after}) {
        if (blob.flag())
            *one = readCredential(blob);
    }
    return blob.endedWell();
}

const trust::FederatedCredential *named(const QList<trust::FederatedCredential> &credentials, const QString &name)
{
    const auto found = std::find_if(credentials.cbegin(), credentials.cend(),
                                    [&name](const trust::FederatedCredential &one) { return one.name == name; });
    return found == credentials.cend() ? nullptr : &*found;
}

// All rows of a statement that has run: event, since, at and value of each.
Result<QList<CredentialChange>> changesOf(Statement &statement)
{
    QList<CredentialChange> changes;
    while (true) {
        const Result<bool> row = statement.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return changes;
        CredentialChange change;
        const int event = statement.query().value(0).toInt();
        if (event < 0 || event > static_cast<int>(CredentialEvent::Removed))
            return damaged(QStringLiteral("history event"));
        change.event = static_cast<CredentialEvent>(event);
        change.since = moment(statement.query().value(1));
        change.at = moment(statement.query().value(2));
        if (!unpack(statement.query().value(3).toByteArray(), change))
            return damaged(QStringLiteral("history value"));
        changes.append(change);
    }
}

CredentialHistory summary(QList<CredentialChange> changes, const QDateTime &baseline)
{
    CredentialHistory history;
    history.changes = std::move(changes);
    history.firstSeen = baseline;
    for (const CredentialChange &change : std::as_const(history.changes)) {
        if (change.event == CredentialEvent::Changed && !history.lastChanged.isValid())
            history.lastChanged = change.at;
        if (change.event == CredentialEvent::Added || change.event == CredentialEvent::Found) {
            // The newest of them: what was removed and came back is not the same credential any more.
            history.firstSeen = change.at;
            history.maybeOlder = change.event == CredentialEvent::Found;
            break;
        }
    }
    return history;
}

} // namespace

struct History::Parts
{
    explicit Parts(const QSqlDatabase &database)
        : begin(database, QStringLiteral("INSERT INTO baseline(one, at) VALUES(1, ?) ON CONFLICT(one) DO NOTHING"))
        , beginAgain(database,
                     QStringLiteral("INSERT INTO baseline(one, at) VALUES(1, ?) "
                                    "ON CONFLICT(one) DO UPDATE SET at = excluded.at"))
        , baseline(database, QStringLiteral("SELECT at FROM baseline"))
        , record(database,
                 QStringLiteral("INSERT INTO change(identity, name, event, since, at, value) "
                                "VALUES(?, ?, ?, ?, ?, ?)"))
        , read(database,
               QStringLiteral("SELECT event, since, at, value FROM change WHERE identity = ? AND name = ? "
                              "ORDER BY id DESC"))
        , readIdentity(database,
                       QStringLiteral("SELECT event, since, at, value FROM change WHERE identity = ? ORDER BY id DESC"))
        , readAll(database, QStringLiteral("SELECT identity, name, event, at FROM change ORDER BY id"))
        // The baseline moves to the newest of what is forgotten, so that nothing claims to be older than it can know.
        , move(database,
               QStringLiteral("UPDATE baseline SET at = max(at, coalesce((SELECT at FROM change "
                              "ORDER BY id DESC LIMIT 1 OFFSET ?), at))"))
        , forget(database,
                 QStringLiteral("DELETE FROM change WHERE id <= (SELECT id FROM change "
                                "ORDER BY id DESC LIMIT 1 OFFSET ?)"))
    {
    }
    Statement begin;
    Statement beginAgain;
    Statement baseline;
    Statement record;
    Statement read;
    Statement readIdentity;
    Statement readAll;
    Statement move;
    Statement forget;
};

History::History(const QSqlDatabase &database)
    : m_parts(std::make_unique<Parts>(database))
{
}

History::~History() = default;

Result<void> History::begin(const QDateTime &at)
{
    return m_parts->begin.run({at.toMSecsSinceEpoch()});
}

Result<void> History::beginAgain(const QDateTime &at)
{
    return m_parts->beginAgain.run({at.toMSecsSinceEpoch()});
}

Result<void> History::record(const trust::IdentityKey &identity, const CredentialChange &change)
{
    const QString name = change.after ? change.after->name : change.before ? change.before->name : QString();
    return m_parts->record.run({identityText(identity), name, static_cast<int>(change.event),
                                milliseconds(change.since), milliseconds(change.at), pack(change)});
}

Result<void> History::trim(int kept)
{
    return m_parts->move.run({kept}).and_then([this, kept] { return m_parts->forget.run({kept}); });
}

Result<QDateTime> History::baseline() const
{
    if (const auto ran = m_parts->baseline.run(); !ran)
        return failure(ran.error());
    const Result<bool> begun = m_parts->baseline.next();
    if (!begun)
        return failure(begun.error());
    const QDateTime at = *begun ? moment(m_parts->baseline.query().value(0)) : QDateTime();
    m_parts->baseline.end();
    return at;
}

Result<CredentialAges> History::ages() const
{
    const Result<QDateTime> begun = baseline();
    if (!begun)
        return failure(begun.error());
    if (const auto ran = m_parts->readAll.run(); !ran)
        return failure(ran.error());
    CredentialAges ages(*begun);
    while (true) {
        const Result<bool> row = m_parts->readAll.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return ages;
        const trust::IdentityKey identity = identityKey(m_parts->readAll.query().value(0).toString());
        const QString name = m_parts->readAll.query().value(1).toString();
        const int event = m_parts->readAll.query().value(2).toInt();
        const QDateTime at = moment(m_parts->readAll.query().value(3));
        // Oldest first, so that what comes later replaces or completes it.
        CredentialAge age = ages.of(identity, name);
        if (event == static_cast<int>(CredentialEvent::Added) || event == static_cast<int>(CredentialEvent::Found))
            age = {at, event == static_cast<int>(CredentialEvent::Found), {}};
        else if (event == static_cast<int>(CredentialEvent::Changed))
            age.lastChanged = at;
        ages.set(identity, name, age);
    }
}

Result<CredentialHistory> History::of(const trust::IdentityKey &identity, const QString &credential) const
{
    const Result<QDateTime> begun = baseline();
    if (!begun)
        return failure(begun.error());
    return m_parts->read.run({identityText(identity), credential})
        .and_then([this] { return changesOf(m_parts->read); })
        .map([&begun](QList<CredentialChange> changes) { return summary(std::move(changes), *begun); });
}

Result<IdentityHistory> History::of(const trust::IdentityKey &identity) const
{
    const Result<QDateTime> begun = baseline();
    if (!begun)
        return failure(begun.error());
    return m_parts->readIdentity.run({identityText(identity)})
        .and_then([this] { return changesOf(m_parts->readIdentity); })
        .map([&begun](QList<CredentialChange> changes) {
            return IdentityHistory{*begun, std::move(changes)};
        });
}

QList<CredentialChange> differences(const QList<trust::FederatedCredential> &before,
                                    const QList<trust::FederatedCredential> &after, CredentialEvent forNew,
                                    const QDateTime &since, const QDateTime &at)
{
    QList<CredentialChange> changes;
    for (const trust::FederatedCredential &old : before) {
        const trust::FederatedCredential *now = named(after, old.name);
        if (!now)
            changes.append({CredentialEvent::Removed, since, at, old, std::nullopt});
        else if (!(*now == old))
            changes.append({CredentialEvent::Changed, since, at, old, *now});
    }
    for (const trust::FederatedCredential &now : after) {
        if (!named(before, now.name))
            changes.append({forNew, forNew == CredentialEvent::Found ? QDateTime() : since, at, std::nullopt, now});
    }
    return changes;
}

} // namespace symbolon::store
