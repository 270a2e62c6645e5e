// SPDX-License-Identifier: Apache-2.0
#include "workspace/row_filter.h"

#include <QTest>

using namespace symbolon;

namespace {

workspace::IdentityRow identityRow(const QString &name, trust::IdentityKind kind, const QString &issuer,
                                   const QString &subject, std::optional<risk::Severity> severity)
{
    workspace::IdentityRow row;
    row.identity.key = {kind, QStringLiteral("id-of-") + name};
    row.identity.displayName = name;
    trust::FederatedCredential credential;
    credential.name = QStringLiteral("cred-") + name;
    credential.issuer = issuer;
    credential.subject = subject;
    row.identity.credentials = {credential};
    trust::Privilege privilege;
    privilege.name = QStringLiteral("Owner");
    privilege.scopeName = QStringLiteral("sub-") + name;
    row.identity.privileges = {privilege};
    presets::Platform platform;
    platform.id = issuer.contains(QStringLiteral("github")) ? QStringLiteral("github") : QStringLiteral("gitlab");
    platform.name = platform.id == u"github" ? QStringLiteral("GitHub Actions") : QStringLiteral("GitLab");
    row.platforms = {platform};
    row.risk = severity;
    return row;
}

store::Table<workspace::IdentityRow> identities()
{
    store::Table<workspace::IdentityRow> table;
    table.upsert(identityRow(QStringLiteral("Payments"), trust::IdentityKind::Application,
                             QStringLiteral("https://token.actions.githubusercontent.com"),
                             QStringLiteral("repo:contoso/pay:ref:refs/heads/main"), risk::Severity::High));
    table.upsert(identityRow(QStringLiteral("Data lake"), trust::IdentityKind::ManagedIdentity,
                             QStringLiteral("https://gitlab.com"), QStringLiteral("project_path:contoso/lake"),
                             std::nullopt));
    return table;
}

store::Table<workspace::CredentialRow> credentials()
{
    store::Table<workspace::CredentialRow> table;
    const auto all = identities();
    for (const workspace::IdentityRow &identity : all.rows()) {
        workspace::CredentialRow row;
        row.identity = identity.key();
        row.identityName = identity.identity.displayName;
        row.credential = identity.identity.credentials.constFirst();
        row.platform = identity.platforms.constFirst();
        row.risk = identity.risk;
        table.upsert(row);
    }
    return table;
}

} // namespace

class TestRowFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data();
    void shows();
    void refuses_data();
    void refuses();
};

void TestRowFilter::shows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows"); // bit 0: Payments, bit 1: Data lake
    QTest::newRow("nothing") << QString() << 3;
    QTest::newRow("plain word") << QStringLiteral("pay") << 1;
    QTest::newRow("plain word of the subject") << QStringLiteral("PROJECT_PATH") << 2;
    QTest::newRow("quoted phrase") << QStringLiteral("\"data lake\"") << 2;
    QTest::newRow("two words") << QStringLiteral("contoso main") << 1;
    QTest::newRow("name") << QStringLiteral("name:lake") << 2;
    QTest::newRow("id") << QStringLiteral("id:id-of-pay") << 1;
    QTest::newRow("issuer") << QStringLiteral("issuer:github") << 1;
    QTest::newRow("subject") << QStringLiteral("subject:repo:contoso") << 1;
    QTest::newRow("platform by name") << QStringLiteral("platform:\"github actions\"") << 1;
    QTest::newRow("platform by id") << QStringLiteral("platform:gitlab") << 2;
    QTest::newRow("kind app") << QStringLiteral("kind:app") << 1;
    QTest::newRow("kind mi") << QStringLiteral("kind:mi") << 2;
    QTest::newRow("severity") << QStringLiteral("severity:high") << 1;
    QTest::newRow("severity none") << QStringLiteral("severity:none") << 2;
    QTest::newRow("all terms must hold") << QStringLiteral("kind:app issuer:gitlab") << 0;
}

void TestRowFilter::shows()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    const auto bits = [](const store::VisibleRows &visible) {
        int result = 0;
        for (const std::uint32_t row : visible)
            result |= 1 << row;
        return result;
    };
    const auto table = identities();
    const auto query = workspace::identityQuery(table, text);
    QVERIFY(query.has_value());
    QCOMPARE(bits(store::visibleRows(table.searchKeys(), *query)), rows);

    const auto flat = credentials();
    const auto flatQuery = workspace::credentialQuery(flat, text);
    QVERIFY(flatQuery.has_value());
    QCOMPARE(bits(store::visibleRows(flat.searchKeys(), *flatQuery)), rows);
}

void TestRowFilter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("field") << QStringLiteral("color:red") << QStringLiteral("color");
    QTest::newRow("severity") << QStringLiteral("severity:huge") << QStringLiteral("huge");
    QTest::newRow("kind") << QStringLiteral("kind:user") << QStringLiteral("user");
}

void TestRowFilter::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto query = workspace::identityQuery(identities(), text);
    QVERIFY(!query.has_value());
    QVERIFY2(query.error().message.contains(named), qPrintable(query.error().message));
    QVERIFY(!workspace::credentialQuery(credentials(), text).has_value());
    // Held by identities alone.
    QVERIFY(workspace::identityQuery(identities(), QStringLiteral("privilege:owner")).has_value());
    QVERIFY(!workspace::credentialQuery(credentials(), QStringLiteral("privilege:owner")).has_value());
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_row_filter.moc"
