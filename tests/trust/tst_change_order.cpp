// SPDX-License-Identifier: Apache-2.0
#include "trust/change_order.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

FederatedCredential credential(const QString &name, const QString &subject)
{
    FederatedCredential one;
    one.name = name;
    one.issuer = u"https://idp.contoso.com"_s;
    one.subject = subject;
    one.audiences = {u"api://x"_s};
    return one;
}

Operation operation(const QString &identity, std::optional<FederatedCredential> before,
                    std::optional<FederatedCredential> after)
{
    Operation one;
    one.identity.id = identity;
    one.before = std::move(before);
    one.after = std::move(after);
    return one;
}

QList<FederatedCredential> many(int count)
{
    QList<FederatedCredential> list;
    for (int i = 0; i < count; ++i)
        list.append(credential(u"name-%1"_s.arg(i), u"subject-%1"_s.arg(i)));
    return list;
}

HeldCredentials held(const QList<FederatedCredential> &list)
{
    return [list](const IdentityKey &) { return list; };
}

QList<OrderReason> reasons(const OrderedChanges &ordered)
{
    QList<OrderReason> list;
    for (const OrderNote &note : ordered.notes)
        list.append(note.reason);
    return list;
}

} // namespace

class TestChangeOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void additionsComeFirst();
    void identitiesStayTogether();
    void removalGoesFirstWhereItMust_data();
    void removalGoesFirstWhereItMust();
    void swappedTrustIsSaid();
    void chainOfUpdatesIsTurned();
    void everyNoteHasWords();
    void undoIsTheInverseBackwards();
    void undoOfUndoIsTheSetAgain();
    void anIdentityComesFirstAndGoesLast();
};

void TestChangeOrder::additionsComeFirst()
{
    ChangeSet changes;
    const auto old = credential(u"old"_s, u"a"_s);
    changes.operations = {operation(u"one"_s, old, std::nullopt),
                          operation(u"one"_s, std::nullopt, credential(u"new"_s, u"b"_s))};
    const OrderedChanges ordered = inOrder(changes, held({old}));
    QCOMPARE(ordered.set.operations.at(0).id, changes.operations.at(1).id);
    QVERIFY(reasons(ordered) == (QList<OrderReason>{OrderReason::Addition, OrderReason::AfterAdditions}));
    QVERIFY(!ordered.hasGap());
    QCOMPARE(ordered.set.id, changes.id);
}

void TestChangeOrder::identitiesStayTogether()
{
    ChangeSet changes;
    for (const auto &identity : {u"one"_s, u"two"_s, u"ONE"_s, u"two"_s})
        changes.operations.append(
            operation(identity, std::nullopt,
                      credential(u"n%1"_s.arg(changes.operations.size()), u"s%1"_s.arg(changes.operations.size()))));
    const OrderedChanges ordered = inOrder(changes, {});
    QStringList identities;
    for (const Operation &one : ordered.set.operations)
        identities.append(one.identity.id);
    QCOMPARE(identities, (QStringList{u"one"_s, u"ONE"_s, u"two"_s, u"two"_s}));
}

void TestChangeOrder::removalGoesFirstWhereItMust_data()
{
    QTest::addColumn<int>("held");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<int>("reason");
    QTest::newRow("full") << 20 << u"new"_s << u"new"_s << int(OrderReason::FreesSlot);
    QTest::newRow("renamed") << 3 << u"new"_s << u"subject-0"_s << int(OrderReason::FreesTrust);
    QTest::newRow("name taken again") << 3 << u"name-0"_s << u"new"_s << int(OrderReason::FreesName);
}

void TestChangeOrder::removalGoesFirstWhereItMust()
{
    QFETCH(int, held);
    QFETCH(QString, name);
    QFETCH(QString, subject);
    QFETCH(int, reason);
    const auto all = many(held);
    ChangeSet changes;
    changes.operations = {operation(u"one"_s, std::nullopt, credential(name, subject)),
                          operation(u"one"_s, all.at(0), std::nullopt), operation(u"one"_s, all.at(1), std::nullopt)};
    const OrderedChanges ordered = inOrder(changes, trust::held(all));
    QVERIFY(ordered.hasGap());
    QCOMPARE(ordered.set.operations.at(0).id, changes.operations.at(1).id);
    QCOMPARE(ordered.set.operations.at(1).id, changes.operations.at(0).id);
    QCOMPARE(int(ordered.notes.at(0).reason), reason);
    QVERIFY(ordered.notes.at(0).gap);
    QCOMPARE(*ordered.notes.at(0).because, changes.operations.at(0).id);
    QCOMPARE(int(ordered.notes.at(1).reason), int(OrderReason::AfterRemoval));
    // The other one waits, as it is in nobody's way.
    QCOMPARE(int(ordered.notes.at(2).reason), int(OrderReason::AfterAdditions));
    QVERIFY(!ordered.notes.at(2).gap);
}

void TestChangeOrder::swappedTrustIsSaid()
{
    const auto a = credential(u"a-one"_s, u"a"_s);
    const auto b = credential(u"b-one"_s, u"b"_s);
    ChangeSet changes;
    changes.operations = {operation(u"one"_s, a, credential(u"a-one"_s, u"b"_s)),
                          operation(u"one"_s, b, credential(u"b-one"_s, u"a"_s))};
    const OrderedChanges ordered = inOrder(changes, held({a, b}));
    QCOMPARE(int(ordered.notes.at(0).reason), int(OrderReason::CannotBeOrdered));
}

void TestChangeOrder::chainOfUpdatesIsTurned()
{
    const auto a = credential(u"a-one"_s, u"a"_s);
    const auto b = credential(u"b-one"_s, u"b"_s);
    ChangeSet changes;
    changes.operations = {operation(u"one"_s, a, credential(u"a-one"_s, u"b"_s)),
                          operation(u"one"_s, b, credential(u"b-one"_s, u"c"_s))};
    const OrderedChanges ordered = inOrder(changes, held({a, b}));
    QCOMPARE(ordered.set.operations.at(0).id, changes.operations.at(1).id);
    QVERIFY(reasons(ordered) == (QList<OrderReason>{OrderReason::Addition, OrderReason::AfterAddition}));
}

void TestChangeOrder::everyNoteHasWords()
{
    ChangeSet changes;
    changes.operations = {operation(u"one"_s, std::nullopt, credential(u"newcomer"_s, u"b"_s))};
    for (int reason = 0; reason <= int(OrderReason::CannotBeOrdered); ++reason) {
        const OrderNote note{changes.operations.first().id, static_cast<OrderReason>(reason),
                             changes.operations.first().id, false};
        const QString words = orderText(note, changes);
        QVERIFY(words.size() > 10);
        QVERIFY(!words.contains(u'%'));
    }
}

void TestChangeOrder::undoIsTheInverseBackwards()
{
    auto old = credential(u"old"_s, u"a"_s);
    old.id = u"11111111-1111-1111-1111-111111111111"_s;
    auto fresh = credential(u"new"_s, u"b"_s);
    ChangeSet changes;
    changes.title = u"Move"_s;
    changes.ticket = u"CHG-1"_s;
    changes.operations = {operation(u"one"_s, std::nullopt, fresh), operation(u"one"_s, old, std::nullopt),
                          operation(u"two"_s, std::nullopt, fresh)};
    auto written = fresh;
    written.id = u"22222222-2222-2222-2222-222222222222"_s;
    const ChangeSet undo =
        undoOf(changes, {{changes.operations.at(0).id, written}, {changes.operations.at(1).id, std::nullopt}});
    QCOMPARE(undo.operations.size(), 2);
    QVERIFY(undo.id != changes.id);
    QCOMPARE(undo.ticket, changes.ticket);
    QVERIFY(undo.title.contains(changes.title));
    QCOMPARE(undo.operations.at(0).kind(), OperationKind::Create);
    QVERIFY(undo.operations.at(0).after->id.isEmpty());
    QCOMPARE(undo.operations.at(0).after->subject, old.subject);
    QCOMPARE(undo.operations.at(1).kind(), OperationKind::Delete);
    QVERIFY(*undo.operations.at(1).before == written);
}

void TestChangeOrder::undoOfUndoIsTheSetAgain()
{
    ChangeSet changes;
    const auto all = many(3);
    changes.operations = {operation(u"one"_s, all.at(0), credential(u"name-0"_s, u"other"_s)),
                          operation(u"one"_s, std::nullopt, all.at(1)), operation(u"one"_s, all.at(2), std::nullopt)};
    const auto everything = [](const ChangeSet &set) {
        QList<CarriedOut> list;
        for (const Operation &one : set.operations)
            list.append({one.id, std::nullopt});
        return list;
    };
    const ChangeSet undo = undoOf(changes, everything(changes));
    const ChangeSet again = undoOf(undo, everything(undo));
    QCOMPARE(again.operations.size(), changes.operations.size());
    for (qsizetype i = 0; i < changes.operations.size(); ++i) {
        QVERIFY(again.operations.at(i).before == changes.operations.at(i).before);
        QVERIFY(again.operations.at(i).after == changes.operations.at(i).after);
    }
}

void TestChangeOrder::anIdentityComesFirstAndGoesLast()
{
    Operation role = operation(u"one"_s, std::nullopt, std::nullopt);
    role.belonging = AzureRoleGrant{u"a"_s, u"reader"_s, u"Reader"_s, u"/subscriptions/x"_s, {}};
    Operation identity = operation(u"one"_s, std::nullopt, std::nullopt);
    identity.belonging = NewIdentity{u"payments"_s, {}, {}};
    Operation secret = operation(u"one"_s, std::nullopt, std::nullopt);
    secret.belonging = Secret{.keyId = QUuid::createUuid()};
    secret.removes = true;
    const Operation made = operation(u"one"_s, std::nullopt, credential(u"main"_s, u"a"_s));
    ChangeSet changes;
    changes.operations = {secret, role, made, identity};
    const OrderedChanges ordered = inOrder(changes, {});
    QList<QUuid> order;
    for (const Operation &one : ordered.set.operations)
        order.append(one.id);
    QCOMPARE(order, (QList<QUuid>{identity.id, made.id, role.id, secret.id}));
    QVERIFY(reasons(ordered).constFirst() == OrderReason::CreatesIdentity);

    QList<CarriedOut> all;
    for (const Operation &one : ordered.set.operations)
        all.append({one.id, std::nullopt});
    const ChangeSet undo = undoOf(ordered.set, all);
    QCOMPARE(undo.operations.size(), 3); // a secret cannot be had again
    QVERIFY(undo.operations.constFirst().belonging && undo.operations.constFirst().removes);
    QVERIFY(undo.operations.constLast().isAboutIdentity());
    QVERIFY(undo.operations.constLast().removes);
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestChangeOrder)
#include "tst_change_order.moc"
