// SPDX-License-Identifier: Apache-2.0
#include "trust/change_set.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

FederatedCredential plain()
{
    FederatedCredential credential;
    credential.name = u"main"_s;
    credential.issuer = u"https://idp.contoso.com"_s;
    credential.subject = u"workload"_s;
    credential.audiences = {u"api://x"_s};
    return credential;
}

} // namespace

class TestChangeSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindFollowsTheImages();
    void creationListsWhatIsSet();
    void updateMarksWhatChanges();
    void subjectBecomesExpression();
    void operationsHaveIdsOfTheirOwn();
};

void TestChangeSet::kindFollowsTheImages()
{
    Operation operation;
    operation.after = plain();
    QCOMPARE(operation.kind(), OperationKind::Create);
    QCOMPARE(operation.credentialName(), u"main"_s);
    operation.before = plain();
    QCOMPARE(operation.kind(), OperationKind::Update);
    operation.after.reset();
    QCOMPARE(operation.kind(), OperationKind::Delete);
    QCOMPARE(operation.credentialName(), u"main"_s);
}

void TestChangeSet::creationListsWhatIsSet()
{
    Operation operation;
    operation.after = plain();
    const QList<FieldChange> changes = fieldChanges(operation);
    QStringList fields;
    for (const FieldChange &change : changes) {
        fields << change.field;
        QVERIFY(change.before.isEmpty());
        QVERIFY(change.isChanged());
    }
    QCOMPARE(fields, QStringList({u"name"_s, u"issuer"_s, u"subject"_s, u"audiences"_s}));
}

void TestChangeSet::updateMarksWhatChanges()
{
    Operation operation;
    operation.before = plain();
    operation.after = plain();
    operation.after->subject = u"workload-2"_s;
    operation.after->description = u"new"_s;
    QStringList changed;
    const QList<FieldChange> changes = fieldChanges(operation);
    for (const FieldChange &change : changes) {
        if (change.isChanged())
            changed << change.field + u'=' + change.before + u'>' + change.after;
    }
    QCOMPARE(changed, QStringList({u"subject=workload>workload-2"_s, u"description=>new"_s}));
    QCOMPARE(changes.size(), 5); // unchanged ones are listed too
}

void TestChangeSet::subjectBecomesExpression()
{
    Operation operation;
    operation.before = plain();
    operation.after = plain();
    operation.after->subject.reset();
    operation.after->expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    const QList<FieldChange> changes = fieldChanges(operation);
    QVERIFY(changes.contains(FieldChange{u"subject"_s, u"workload"_s, QString()}));
    QVERIFY(changes.contains(FieldChange{u"claimsMatchingExpression"_s, QString(), u"claims['sub'] eq 'a'"_s}));
}

void TestChangeSet::operationsHaveIdsOfTheirOwn()
{
    QSet<QUuid> ids;
    for (int i = 0; i < 100; ++i)
        ids.insert(Operation().id);
    QCOMPARE(ids.size(), 100);
    QVERIFY(!ids.contains(QUuid()));
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestChangeSet)
#include "tst_change_set.moc"
