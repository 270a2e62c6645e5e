// SPDX-License-Identifier: Apache-2.0
#include "trust/change_order.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <utility>

namespace symbolon::trust {
namespace {

using Credentials = QList<FederatedCredential>;

Qt::CaseSensitivity nameCase(IdentityKind kind)
{
    return kind == IdentityKind::ManagedIdentity ? Qt::CaseInsensitive : Qt::CaseSensitive;
}

// What the service holds to be the same trust, and takes once only.
bool sameTrust(const FederatedCredential &a, const FederatedCredential &b)
{
    return a.issuer == b.issuer && a.isFlexible() == b.isFlexible() && a.matchText() == b.matchText();
}

// The operations of one identity, carried out in thought one after the other.
class Chain final
{
public:
    Chain(const QList<Operation> &operations, const QList<qsizetype> &mine, const HeldCredentials &held)
        : m_operations(operations)
        , m_waiting(mine)
        , m_kind(operations.at(mine.first()).identity.kind)
    {
        if (held)
            m_state = held(operations.at(mine.first()).identity);
        // What is to be changed or removed is there, whatever was read.
        for (const qsizetype one : mine) {
            const Operation &operation = operations.at(one);
            if (operation.before && !find(operation.before->name))
                m_state.append(*operation.before);
        }
    }

    // Tells the place and the note of each in order.
    template<typename Tell>
    void run(Tell tell)
    {
        while (!m_waiting.isEmpty()) {
            const auto [position, note] = choose();
            carryOut(m_operations.at(m_waiting.at(position)));
            m_before = m_operations.at(m_waiting.at(position)).id;
            const qsizetype place = m_waiting.takeAt(position);
            tell(place, note);
        }
    }

private:
    struct Obstacle
    {
        OrderReason reason = OrderReason::Addition;
        const FederatedCredential *holder = nullptr; // of name or trust; nullptr: any removal helps
    };

    [[nodiscard]] const Operation &waiting(qsizetype position) const { return m_operations.at(m_waiting.at(position)); }

    [[nodiscard]] const FederatedCredential *find(const QString &name) const
    {
        const auto found = std::find_if(m_state.cbegin(), m_state.cend(), [&](const FederatedCredential &one) {
            return one.name.compare(name, nameCase(m_kind)) == 0;
        });
        return found == m_state.cend() ? nullptr : &*found;
    }

    // What the service would object to now.
    [[nodiscard]] std::optional<Obstacle> obstacle(const Operation &operation) const
    {
        const bool creating = !operation.before;
        if (creating) {
            if (const FederatedCredential *holder = find(operation.after->name))
                return Obstacle{OrderReason::FreesName, holder};
        }
        for (const FederatedCredential &one : m_state) {
            const bool itself = !creating && one.name.compare(operation.before->name, nameCase(m_kind)) == 0;
            if (!itself && sameTrust(one, *operation.after))
                return Obstacle{OrderReason::FreesTrust, &one};
        }
        if (creating && m_state.size() >= limits::credentialsPerIdentity)
            return Obstacle{OrderReason::FreesSlot, nullptr};
        return std::nullopt;
    }

    [[nodiscard]] qsizetype removalOf(const FederatedCredential *holder) const
    {
        for (qsizetype i = 0; i < m_waiting.size(); ++i) {
            const Operation &one = waiting(i);
            if (one.after)
                continue;
            if (!holder || one.before->name.compare(holder->name, nameCase(m_kind)) == 0)
                return i;
        }
        return -1;
    }

    std::pair<qsizetype, OrderNote> choose()
    {
        qsizetype firstAddition = -1;
        for (qsizetype i = 0; i < m_waiting.size(); ++i) {
            const Operation &one = waiting(i);
            if (!one.after)
                continue;
            if (firstAddition < 0)
                firstAddition = i;
            if (!obstacle(one))
                return {i,
                        note(one,
                             m_madeRoom.contains(one.id)          ? OrderReason::AfterRemoval
                                 : m_wasInTheWay.contains(one.id) ? OrderReason::AfterAddition
                                                                  : OrderReason::Addition)};
            m_wasInTheWay.insert(one.id, true);
        }
        if (firstAddition < 0)
            return {0, note(waiting(0), m_before.isNull() ? OrderReason::Addition : OrderReason::AfterAdditions)};
        for (qsizetype i = firstAddition; i < m_waiting.size(); ++i) {
            const Operation &blocked = waiting(i);
            if (!blocked.after)
                continue;
            const Obstacle what = *obstacle(blocked);
            const qsizetype removal = removalOf(what.holder);
            if (removal < 0)
                continue;
            m_madeRoom.insert(blocked.id, waiting(removal).id);
            return {removal, {waiting(removal).id, what.reason, blocked.id, true}};
        }
        return {firstAddition, note(waiting(firstAddition), OrderReason::CannotBeOrdered)};
    }

    [[nodiscard]] OrderNote note(const Operation &operation, OrderReason reason) const
    {
        OrderNote made{operation.id, reason, std::nullopt, false};
        if (reason == OrderReason::AfterRemoval)
            made.because = m_madeRoom.value(operation.id);
        else if (reason == OrderReason::AfterAdditions || reason == OrderReason::AfterAddition)
            made.because = m_before;
        return made;
    }

    void carryOut(const Operation &operation)
    {
        const QString &name = operation.before ? operation.before->name : operation.after->name;
        m_state.removeIf([&](const FederatedCredential &one) { return one.name.compare(name, nameCase(m_kind)) == 0; });
        if (operation.after)
            m_state.append(*operation.after);
    }

    const QList<Operation> &m_operations;
    QList<qsizetype> m_waiting; // places in m_operations
    const IdentityKind m_kind;
    Credentials m_state;
    QUuid m_before;                   // the operation that was carried out last
    QHash<QUuid, QUuid> m_madeRoom;   // addition → removal
    QHash<QUuid, bool> m_wasInTheWay; // additions that had to wait
};

// The operations of one identity, by their places in the set. An identity that is taken away goes after everything of it:
// whoever made the set gave it last.
struct Parts
{
    QList<qsizetype> created;
    QList<qsizetype> credentials;
    QList<qsizetype> added;
    QList<qsizetype> removed;

    [[nodiscard]] QList<qsizetype> &of(const Operation &operation)
    {
        if (!operation.belonging)
            return credentials;
        if (operation.removes)
            return removed;
        return operation.isAboutIdentity() ? created : added;
    }
};

QString text(const char *source)
{
    return QCoreApplication::translate("ChangeOrder", source);
}

QString nameOf(const std::optional<QUuid> &id, const ChangeSet &changes)
{
    for (const Operation &one : changes.operations) {
        if (id && one.id == *id)
            return one.name();
    }
    return {};
}

} // namespace

bool OrderedChanges::hasGap() const
{
    return std::any_of(notes.cbegin(), notes.cend(), [](const OrderNote &note) { return note.gap; });
}

OrderedChanges inOrder(const ChangeSet &changes, const HeldCredentials &held)
{
    QHash<IdentityKey, qsizetype> chainOf;
    QList<Parts> chains;
    const IdentityKey *last = nullptr; // whose the operation before is: mostly the same again
    qsizetype chain = 0;
    OrderedChanges ordered;
    ordered.set = changes;
    ordered.set.operations.clear();
    for (qsizetype i = 0; i < changes.operations.size(); ++i) {
        const Operation &one = changes.operations.at(i);
        if (!one.before && !one.after && !one.belonging)
            continue; // asks for nothing
        if (!last || last->kind != one.identity.kind || last->id != one.identity.id) {
            chain = chainOf.value(one.identity, chains.size());
            if (chain == chains.size()) {
                chainOf.insert(one.identity, chain);
                chains.append(Parts());
            }
            last = &one.identity;
        }
        chains[chain].of(one).append(i);
    }
    ordered.set.operations.reserve(changes.operations.size());
    ordered.notes.reserve(changes.operations.size());
    const auto place = [&](qsizetype at, const OrderNote &note) {
        ordered.set.operations.append(changes.operations.at(at));
        ordered.notes.append(note);
    };
    for (const Parts &parts : std::as_const(chains)) {
        for (const qsizetype one : parts.created)
            place(one, {changes.operations.at(one).id, OrderReason::CreatesIdentity, std::nullopt, false});
        if (!parts.credentials.isEmpty())
            Chain(changes.operations, parts.credentials, held).run(place);
        for (const qsizetype one : parts.added)
            place(one, {changes.operations.at(one).id, OrderReason::Addition, std::nullopt, false});
        for (const qsizetype one : parts.removed)
            place(one, {changes.operations.at(one).id, OrderReason::AfterAdditions, std::nullopt, false});
    }
    return ordered;
}

QString orderText(const OrderNote &note, const ChangeSet &changes)
{
    const QString other = nameOf(note.because, changes);
    switch (note.reason) {
    case OrderReason::CreatesIdentity:
        return text(QT_TRANSLATE_NOOP("ChangeOrder", "First: everything else here belongs to this identity."));
    case OrderReason::Addition:
        return text(QT_TRANSLATE_NOOP("ChangeOrder", "Nothing has to come before it."));
    case OrderReason::AfterAdditions:
        return text(QT_TRANSLATE_NOOP("ChangeOrder", "After what is added: no workload is without trust meanwhile."));
    case OrderReason::FreesSlot:
        return text(
                   QT_TRANSLATE_NOOP("ChangeOrder",
                                     "Before “%1”: the identity holds %2 credentials, the most it can have. Until “%1” "
                                     "is written, whoever needs the removed trust gets no token."))
            .arg(other)
            .arg(limits::credentialsPerIdentity);
    case OrderReason::FreesTrust:
        return text(
                   QT_TRANSLATE_NOOP("ChangeOrder",
                                     "Before “%1”: an identity takes the same issuer and subject only once. Until “%1” "
                                     "is written and has spread, this workload gets no token."))
            .arg(other);
    case OrderReason::FreesName:
        return text(QT_TRANSLATE_NOOP("ChangeOrder",
                                      "Before the new “%1”: an identity takes a name only once. Until the new one is "
                                      "written and has spread, this workload gets no token."))
            .arg(other);
    case OrderReason::AfterRemoval:
        return text(QT_TRANSLATE_NOOP("ChangeOrder", "After “%1” was removed, which was in its way.")).arg(other);
    case OrderReason::AfterAddition:
        return text(QT_TRANSLATE_NOOP("ChangeOrder", "After “%1”, which was in its way.")).arg(other);
    case OrderReason::CannotBeOrdered:
        return text(QT_TRANSLATE_NOOP("ChangeOrder",
                                      "Whatever the order, the service would refuse it: another credential of the "
                                      "identity is in its way."));
    }
    Q_UNREACHABLE();
}

QUuid undoIdOf(const QUuid &id)
{
    return QUuid::createUuidV5(id, QStringLiteral("undo"));
}

ChangeSet undoOf(const ChangeSet &changes, const QList<CarriedOut> &carriedOut)
{
    QHash<QUuid, std::optional<FederatedCredential>> done;
    for (const CarriedOut &one : carriedOut)
        done.insert(one.operation, one.now);
    ChangeSet undo;
    undo.id = undoIdOf(changes.id);
    undo.tenantId = changes.tenantId;
    undo.loginOrigin = changes.loginOrigin;
    undo.ticket = changes.ticket;
    undo.reason = changes.reason;
    undo.title = changes.title.isEmpty() ? text(QT_TRANSLATE_NOOP("ChangeOrder", "Undo"))
                                         : text(QT_TRANSLATE_NOOP("ChangeOrder", "Undo: %1")).arg(changes.title);
    QHash<QUuid, QUuid> waits; // operation → the inverse of the one that waited for it
    // Backwards; g++ 12 and clang 14 share no reversed view.
    // NOLINTNEXTLINE(modernize-loop-convert)
    for (auto one = changes.operations.crbegin(); one != changes.operations.crend(); ++one) {
        const auto found = done.constFind(one->id);
        if (found == done.cend() || (one->belonging && std::holds_alternative<Secret>(*one->belonging)))
            continue;
        Operation inverse;
        inverse.id = undoIdOf(one->id);
        inverse.identity = one->identity;
        inverse.identityName = one->identityName;
        inverse.belonging = one->belonging;
        inverse.removes = one->belonging && !one->removes;
        if (one->after)
            inverse.before = *found ? *found : one->after;
        inverse.after = one->before;
        if (inverse.after && !inverse.before)
            inverse.after->id.clear(); // the service gives another
        if (!one->waitsFor.isNull())
            waits.insert(one->waitsFor, inverse.id);
        inverse.waitsFor = waits.value(one->id);
        undo.operations.append(std::move(inverse));
    }
    return undo;
}

} // namespace symbolon::trust
