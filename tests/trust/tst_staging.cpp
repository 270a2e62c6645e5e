// SPDX-License-Identifier: Apache-2.0
#include "trust/staging.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

FederatedCredential credential(const QString &name, const QString &subject)
{
    FederatedCredential made;
    made.name = name;
    made.issuer = u"https://idp.contoso.com"_s;
    made.subject = subject;
    made.audiences = {u"api://x"_s};
    return made;
}

Operation operation(const std::optional<FederatedCredential> &before, const std::optional<FederatedCredential> &after,
                    IdentityKind kind = IdentityKind::Application)
{
    Operation made;
    made.identity = {kind, u"one"_s};
    made.before = before;
    made.after = after;
    return made;
}

} // namespace

class TestStaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCredentialIsInASetOnce();
    void whatChangesNothingIsTakenOut();
    void removingWhatWasChangedRemovesTheOriginal();
    void namesOfManagedIdentitiesFold();
    void operationsMove();
    void whoWaitsFindsWhatItWaitsFor();
    void aBelongingIsInASetOnce();
    void whatIsLeftKeepsWhatCreatesItsIdentity();
};

void TestStaging::aCredentialIsInASetOnce()
{
    const auto before = credential(u"main"_s, u"a"_s);
    const Operation first = operation(before, credential(u"main"_s, u"b"_s));
    ChangeSet set = staged({}, first);
    set = staged(set, operation({}, credential(u"other"_s, u"x"_s)));
    set = staged(set, operation(credential(u"main"_s, u"b"_s), credential(u"main"_s, u"c"_s)));
    QCOMPARE(set.operations.size(), 2);
    QCOMPARE(set.operations.constFirst().id, first.id);
    QCOMPARE(*set.operations.constFirst().before, before);
    QCOMPARE(set.operations.constFirst().after->subject.value_or(QString()), u"c"_s);
}

void TestStaging::whatChangesNothingIsTakenOut()
{
    const auto made = credential(u"main"_s, u"a"_s);
    ChangeSet set = staged({}, operation({}, made));
    QVERIFY(staged(set, operation(made, {})).operations.isEmpty());
    const auto other = credential(u"main"_s, u"b"_s);
    set = staged(staged({}, operation(made, other)), operation(other, made));
    QVERIFY(set.operations.isEmpty());
}

void TestStaging::removingWhatWasChangedRemovesTheOriginal()
{
    const auto before = credential(u"main"_s, u"a"_s);
    const auto after = credential(u"main"_s, u"b"_s);
    const ChangeSet set = staged(staged({}, operation(before, after)), operation(after, {}));
    QCOMPARE(set.operations.size(), 1);
    QCOMPARE(set.operations.constFirst().kind(), OperationKind::Delete);
    QCOMPARE(*set.operations.constFirst().before, before);
}

void TestStaging::namesOfManagedIdentitiesFold()
{
    const ChangeSet app = staged({}, operation({}, credential(u"Main"_s, u"a"_s)));
    QVERIFY(!find(app, {IdentityKind::Application, u"one"_s}, u"main"_s));
    const ChangeSet managed = staged({}, operation({}, credential(u"Main"_s, u"a"_s), IdentityKind::ManagedIdentity));
    QVERIFY(find(managed, {IdentityKind::ManagedIdentity, u"ONE"_s}, u"main"_s));
    QVERIFY(!find(managed, {IdentityKind::Application, u"one"_s}, u"Main"_s));
}

void TestStaging::operationsMove()
{
    ChangeSet set;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        set = staged(set, operation({}, credential(name, name)));
    QCOMPARE(moved(set, 2, 0).operations.constFirst().credentialName(), u"c"_s);
    QCOMPARE(moved(set, 0, 3), set);
    QCOMPARE(moved(set, -1, 0), set);
    QCOMPARE(without(set, set.operations.at(1).id).operations.size(), 2);
}

void TestStaging::whoWaitsFindsWhatItWaitsFor()
{
    const auto made = credential(u"main"_s, u"a"_s);
    const ChangeSet set = staged({}, operation({}, made));
    const Operation again = operation({}, credential(u"main"_s, u"b"_s));
    Operation removal = operation(credential(u"old"_s, u"b"_s), {});
    removal.waitsFor = again.id;
    ChangeSet both = staged(set, QList<Operation>{again, removal});
    QCOMPARE(both.operations.size(), 2);
    QCOMPARE(both.operations.at(1).waitsFor, both.operations.at(0).id);
    both = without(both, both.operations.at(0).id);
    QVERIFY(both.operations.at(0).waitsFor.isNull());
}

void TestStaging::aBelongingIsInASetOnce()
{
    Operation grant = operation({}, {});
    grant.belonging = AzureRoleGrant{u"a"_s, u"reader"_s, u"Reader"_s, u"/subscriptions/x"_s, {}};
    Operation same = grant;
    same.id = QUuid::createUuid();
    same.belonging = AzureRoleGrant{u"b"_s, u"reader"_s, u"Reader"_s, u"/SUBSCRIPTIONS/X"_s, {}};
    Operation other = same;
    other.id = QUuid::createUuid();
    other.belonging = AzureRoleGrant{u"c"_s, u"owner"_s, u"Owner"_s, u"/subscriptions/x"_s, {}};
    const ChangeSet set = staged({}, QList<Operation>{grant, same, other});
    QCOMPARE(set.operations.size(), 2);
    QCOMPARE(set.operations.constFirst().id, grant.id);
    Operation back = same;
    back.removes = true;
    QCOMPARE(staged(set, back).operations.size(), 1);
    QVERIFY(findLike(set, same));
    // A credential of the same name is something else.
    QVERIFY(!find(set, grant.identity, u"Reader"_s));
    QCOMPARE(staged(set, operation({}, credential(u"Reader"_s, u"a"_s))).operations.size(), 3);
}

void TestStaging::whatIsLeftKeepsWhatCreatesItsIdentity()
{
    Operation identity = operation({}, {});
    identity.belonging = NewIdentity{u"payments"_s, {}, {}};
    const Operation made = operation({}, credential(u"main"_s, u"a"_s));
    Operation removal = operation(credential(u"old"_s, u"b"_s), {});
    removal.identity.id = u"two"_s;
    removal.waitsFor = made.id;
    const ChangeSet set = staged({}, QList<Operation>{identity, made, removal});
    const auto after = [&set](const QList<QUuid> &written) {
        return remaining(set, [&written](const Operation &one) { return written.contains(one.id); });
    };
    QCOMPARE(after({identity.id}).operations.size(), 3);
    const ChangeSet rest = after({identity.id, made.id});
    QCOMPARE(rest.operations.size(), 1);
    QVERIFY(rest.operations.constFirst().waitsFor.isNull());
}

} // namespace symbolon::trust

QTEST_APPLESS_MAIN(symbolon::trust::TestStaging)
#include "tst_staging.moc"
