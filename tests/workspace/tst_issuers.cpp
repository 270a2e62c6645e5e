// SPDX-License-Identifier: Apache-2.0
#include "workspace/issuers.h"
#include "workspace/row_filter.h"

#include <QTest>

using namespace symbolon;
using workspace::CredentialRow;
using workspace::IdentityRow;
using workspace::IssuerRow;

namespace {

struct Tables
{
    store::Table<IdentityRow> identities;
    store::Table<CredentialRow> credentials;
};

void addIdentity(Tables &tables, const QString &name, std::optional<risk::Severity> weight, bool tierZero, bool known)
{
    IdentityRow row;
    row.identity.key = {trust::IdentityKind::Application, name};
    row.identity.displayName = name;
    if (weight) {
        row.highest = trust::Privilege{};
        row.highest->name = QStringLiteral("role of ") + name;
    }
    row.highestWeight = weight;
    row.highestIsTierZero = tierZero;
    for (trust::Part *part :
         {&row.identity.directoryRolesPart, &row.identity.appPermissionsPart, &row.identity.azureRolesPart})
        part->state = known ? trust::Knowledge::Known : trust::Knowledge::Failed;
    tables.identities.upsert(row);
}

void addCredential(Tables &tables, const QString &identity, const QString &name, const QString &issuer,
                   std::optional<risk::Severity> severity = std::nullopt)
{
    IdentityRow holder;
    holder.identity.key = {trust::IdentityKind::Application, identity};
    holder.identity.displayName = identity;
    trust::FederatedCredential credential;
    credential.name = name;
    credential.issuer = issuer;
    holder.identity.credentials = {credential};
    CredentialRow row;
    row.credential = {holder, 0};
    presets::Platform platform;
    platform.id = platform.name = QStringLiteral("GitHub");
    row.platform = platform;
    row.risk = severity;
    tables.credentials.upsert(row);
}

const QString github = QStringLiteral("https://github.example");

Tables tenant()
{
    Tables tables;
    addIdentity(tables, QStringLiteral("strong"), risk::Severity::High, true, true);
    addIdentity(tables, QStringLiteral("weak"), risk::Severity::Low, false, true);
    addIdentity(tables, QStringLiteral("unread"), std::nullopt, false, false);
    addCredential(tables, QStringLiteral("weak"), QStringLiteral("a"), github, risk::Severity::Low);
    addCredential(tables, QStringLiteral("strong"), QStringLiteral("b"), github, risk::Severity::Medium);
    addCredential(tables, QStringLiteral("strong"), QStringLiteral("c"), github);
    addCredential(tables, QStringLiteral("unread"), QStringLiteral("d"), github + u'/');
    return tables;
}

} // namespace

class TestIssuers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gathersEachIssuerOnce();
    void aSlashMakesAnotherIssuer();
    void whatWasNotReadIsSaid();
    void nothingGivesNothing();
    void filters_data();
    void filters();
};

void TestIssuers::gathersEachIssuerOnce()
{
    const Tables tables = tenant();
    const auto issuers = workspace::issuersOf(tables.credentials, tables.identities);
    const IssuerRow *row = issuers.find(github);
    QVERIFY(row != nullptr);
    QCOMPARE(row->credentials, 3);
    QCOMPARE(row->identities, 2);
    QVERIFY(row->risk == risk::Severity::Medium);
    QCOMPARE(row->highest->name, QStringLiteral("role of strong"));
    QCOMPARE(row->highestOfName, QStringLiteral("strong"));
    QVERIFY(row->highestIsTierZero);
    QVERIFY(row->isReachKnown);
}

void TestIssuers::aSlashMakesAnotherIssuer()
{
    const Tables tables = tenant();
    const auto issuers = workspace::issuersOf(tables.credentials, tables.identities);
    QCOMPARE(issuers.size(), 2);
    QCOMPARE(issuers.at(0).issuer, github);
    QCOMPARE(issuers.at(1).issuer, github + u'/');
}

void TestIssuers::whatWasNotReadIsSaid()
{
    const Tables tables = tenant();
    const auto issuers = workspace::issuersOf(tables.credentials, tables.identities);
    const IssuerRow *row = issuers.find(github + u'/');
    QVERIFY(!row->highest);
    QVERIFY(!row->isReachKnown);
}

void TestIssuers::nothingGivesNothing()
{
    QCOMPARE(workspace::issuersOf({}, {}).size(), 0);
}

void TestIssuers::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows"); // -1: refused
    QTest::newRow("nothing") << QString() << 2;
    QTest::newRow("word of the platform") << QStringLiteral("github") << 2;
    QTest::newRow("issuer") << QStringLiteral("issuer:example/") << 1;
    QTest::newRow("whole issuer") << QStringLiteral("issuer:=https://github.example") << 1;
    QTest::newRow("severity") << QStringLiteral("severity:medium") << 1;
    QTest::newRow("no severity") << QStringLiteral("-severity:>=low") << 1;
    QTest::newRow("platform") << QStringLiteral("platform:gitlab") << 0;
    QTest::newRow("field of identities") << QStringLiteral("owner:none") << -1;
}

void TestIssuers::filters()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    const Tables tables = tenant();
    const auto issuers = workspace::issuersOf(tables.credentials, tables.identities);
    const auto query = workspace::issuerQuery(issuers, text);
    QCOMPARE(query ? static_cast<int>(store::visibleRows(issuers.searchKeys(), *query).size()) : -1, rows);
}

QTEST_GUILESS_MAIN(TestIssuers)
#include "tst_issuers.moc"
