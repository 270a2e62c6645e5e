// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"
#include "export/change_set_document.h"
#include "export/infrastructure.h"

#include <QTest>

using namespace symbolon;
using test::awaited;
using test::DemoWorkspace;

namespace {

// Every credential as a person decided it: ids are the service's.
QStringList credentialsOf(DemoWorkspace &demo)
{
    QStringList lines;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        for (const trust::FederatedCredential &one : row.identity.credentials) {
            const QStringList parts{row.identity.key.id.toLower(), one.name,       one.issuer, one.matchText(),
                                    one.audiences.join(u' '),      one.description};
            lines.append(parts.join(u'\n'));
        }
    }
    lines.sort();
    return lines;
}

QList<workspace::CredentialKey> keysOf(DemoWorkspace &demo)
{
    QList<workspace::CredentialKey> keys;
    for (const workspace::CredentialRow &row : demo.workspace().credentials().rows())
        keys.append(row.key());
    return keys;
}

} // namespace

class TestSecondTenant final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }

    void exportedChangesMakeTheSameCredentials();
};

// A tenant's credentials as a file of changes, applied to the same tenant elsewhere, in which none of them is left.
void TestSecondTenant::exportedChangesMakeTheSameCredentials()
{
    DemoWorkspace from;
    from.signIn();
    const QStringList wanted = credentialsOf(from);
    QVERIFY(wanted.size() > 50);
    QList<trust::Identity> identities;
    for (const workspace::IdentityRow &row : from.workspace().identities().rows())
        identities.append(row.identity);
    trust::ChangeSet set = exports::asChangeSet(identities, from.workspace().tenant().id);
    set.loginOrigin = from.workspace().newChangeSet().loginOrigin;
    const QByteArray document = exports::changeSetDocument(set);

    DemoWorkspace to;
    to.signIn();
    const auto removal = planDelete(to.workspace().planBasis(), keysOf(to));
    QVERIFY(awaited(to.workspace().apply(removal.changes.set, {}, {})).allWritten());
    to.sync();
    QCOMPARE(credentialsOf(to), QStringList());

    const auto read = exports::readChangeSet(document);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    const auto report = awaited(to.workspace().apply(*read, {}, {}));
    QVERIFY(report.allWritten());
    to.sync();
    QCOMPARE(credentialsOf(to), wanted);
}

QTEST_GUILESS_MAIN(TestSecondTenant)
#include "tst_second_tenant.moc"
