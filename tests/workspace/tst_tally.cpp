// SPDX-License-Identifier: Apache-2.0
#include "workspace/tally.h"

#include <QTest>

using namespace symbolon;

namespace {

workspace::IdentityRow row(trust::IdentityKind kind, const QStringList &issuers, const QStringList &platforms)
{
    workspace::IdentityRow row;
    row.identity.key = {kind, QStringLiteral("id")};
    for (const QString &issuer : issuers) {
        trust::FederatedCredential credential;
        credential.issuer = issuer;
        row.identity.credentials.append(credential);
    }
    for (const QString &name : platforms) {
        presets::Platform platform;
        platform.name = name;
        row.platforms.append(platform);
    }
    return row;
}

} // namespace

class TallyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsWhatComesAndGoes();
};

void TallyTest::followsWhatComesAndGoes()
{
    const QString github = QStringLiteral("https://token.actions.githubusercontent.com");
    const QString gitlab = QStringLiteral("https://gitlab.com");
    const auto app = row(trust::IdentityKind::Application, {github, github, gitlab},
                         {QStringLiteral("GitHub Actions"), QStringLiteral("aks")});
    const auto managed = row(trust::IdentityKind::ManagedIdentity, {gitlab}, {QStringLiteral("aks")});
    const auto bare = row(trust::IdentityKind::Application, {}, {});
    workspace::Tally tally;
    for (const auto &one : {app, managed, bare})
        tally.add(one);
    QCOMPARE(tally.identities(), 3);
    QCOMPARE(tally.applications(), 2);
    QCOMPARE(tally.managedIdentities(), 1);
    QCOMPARE(tally.federated(), 2);
    QCOMPARE(tally.issuers(), 2);
    QCOMPARE(tally.platforms(), QStringList({QStringLiteral("aks"), QStringLiteral("GitHub Actions")}));
    tally.remove(app);
    QCOMPARE(tally.identities(), 2);
    QCOMPARE(tally.federated(), 1);
    QCOMPARE(tally.issuers(), 1);
    QCOMPARE(tally.platforms(), QStringList(QStringLiteral("aks")));
    tally.remove(managed);
    tally.remove(bare);
    QCOMPARE(tally.identities(), 0);
    QCOMPARE(tally.issuers(), 0);
    QVERIFY(tally.platforms().isEmpty());
}

QTEST_GUILESS_MAIN(TallyTest)
#include "tst_tally.moc"
