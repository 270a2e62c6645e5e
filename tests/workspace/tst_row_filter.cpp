// SPDX-License-Identifier: Apache-2.0
#include "workspace/judging.h"
#include "workspace/row_filter.h"

#include <QRandomGenerator>
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
    row.platforms = {Shared<presets::Platform>(platform)};
    row.risk = severity;
    row.highest = privilege;
    row.highestWeight = risk::Severity::High;
    for (trust::Part *part : {&row.identity.credentialsPart, &row.identity.directoryRolesPart,
                              &row.identity.appPermissionsPart, &row.identity.azureRolesPart})
        part->state = trust::Knowledge::Known;
    return row;
}

const QDateTime now(QDate(2026, 5, 1), QTime(12, 0), Qt::UTC);

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
        row.credential = {identity, 0};
        row.platform = identity.platforms.constFirst();
        row.risk = identity.risk;
        table.upsert(row);
    }
    return table;
}

workspace::IdentityRow ownedByTwo(workspace::IdentityRow row)
{
    row.identity.owners = {{QStringLiteral("id-of-maria"), QStringLiteral("Maria Reyes"), {}, {}, false, false},
                           {QStringLiteral("id-of-jon"), {}, QStringLiteral("J.Ortiz@contoso.com"), {}, false, false}};
    row.identity.ownersPart.state = trust::Knowledge::Known;
    return row;
}

} // namespace

class TestRowFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data();
    void shows();
    void showsIdentities_data();
    void showsIdentities();
    void showsCredentialsByOwner_data();
    void showsCredentialsByOwner();
    void whatIsNotKnownNeitherHoldsNorFails_data();
    void whatIsNotKnownNeitherHoldsNorFails();
    void refuses_data();
    void refuses();
    void completes_data();
    void completes();
    void randomFiltersNeverCrash();
};

namespace {

int bits(const store::VisibleRows &visible)
{
    int result = 0;
    for (const std::uint32_t row : visible)
        result |= 1 << row;
    return result;
}

int shownOf(const store::Table<workspace::IdentityRow> &table, const QString &text)
{
    const auto query = workspace::identityQuery(table, text, now);
    return query ? bits(store::visibleRows(table.searchKeys(), *query)) : -1;
}

} // namespace

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
    QTest::newRow("severity at least") << QStringLiteral("severity:>=medium") << 1;
    QTest::newRow("severity above") << QStringLiteral("severity:>high") << 0;
    QTest::newRow("severity below") << QStringLiteral("severity:<critical") << 1;
    QTest::newRow("one of several") << QStringLiteral("severity:high,none") << 3;
    QTest::newRow("kind in words") << QStringLiteral("kind:managed") << 2;
    QTest::newRow("not a word") << QStringLiteral("-pay") << 2;
    QTest::newRow("not a field") << QStringLiteral("-issuer:github") << 2;
    QTest::newRow("none of several") << QStringLiteral("-platform:github,gitlab") << 0;
    QTest::newRow("whole text") << QStringLiteral("name:=payments") << 1;
    QTest::newRow("not the whole text") << QStringLiteral("issuer:=https://gitlab") << 0;
    QTest::newRow("all terms must hold") << QStringLiteral("kind:app issuer:gitlab") << 0;
}

void TestRowFilter::shows()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    QCOMPARE(shownOf(identities(), text), rows);

    const auto flat = credentials();
    const auto flatQuery = workspace::credentialQuery(flat, text);
    QVERIFY(flatQuery.has_value());
    QCOMPARE(bits(store::visibleRows(flat.searchKeys(), *flatQuery)), rows);
}

void TestRowFilter::showsIdentities_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows");
    QTest::newRow("privilege by name") << QStringLiteral("privilege:owner") << 3;
    QTest::newRow("privilege by scope") << QStringLiteral("privilege:sub-pay") << 1;
    QTest::newRow("privilege, whole") << QStringLiteral("privilege:=own") << 0;
    QTest::newRow("tier 0") << QStringLiteral("privilege:tier0") << 2;
    QTest::newRow("not tier 0") << QStringLiteral("-privilege:tier0") << 1;
    QTest::newRow("strong privilege") << QStringLiteral("privilege:>=high") << 3;
    QTest::newRow("no privilege") << QStringLiteral("privilege:none") << 0;
    QTest::newRow("owners") << QStringLiteral("owner:2") << 1;
    QTest::newRow("more owners") << QStringLiteral("owner:>1") << 1;
    QTest::newRow("no owner") << QStringLiteral("owner:none") << 0;
    QTest::newRow("owner by name") << QStringLiteral("owner:maria") << 1;
    QTest::newRow("owner by user name") << QStringLiteral("owner:=j.ortiz@contoso.com") << 1;
    QTest::newRow("owner by id") << QStringLiteral("owner:id-of-jon") << 1;
    QTest::newRow("somebody else") << QStringLiteral("owner:dana") << 0;
    QTest::newRow("not somebody's") << QStringLiteral("-owner:maria") << 2;
    QTest::newRow("has owners") << QStringLiteral("-owner:none") << 1;
    QTest::newRow("owners not known") << QStringLiteral("owner:unknown") << 0;
    QTest::newRow("older than 90 days") << QStringLiteral("age:>90d") << 1;
    QTest::newRow("younger than a year") << QStringLiteral("age:<1y") << 1;
    QTest::newRow("younger than 12 weeks") << QStringLiteral("age:<12w") << 0;
    QTest::newRow("age not known") << QStringLiteral("age:unknown") << 2;
}

void TestRowFilter::showsIdentities()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    store::Table<workspace::IdentityRow> table = identities();
    workspace::IdentityRow payments = ownedByTwo(table.at(0));
    payments.identity.createdAt = now.addDays(-120);
    table.upsert(payments);
    workspace::IdentityRow lake = table.at(1);
    lake.highestIsTierZero = true;
    table.upsert(lake);
    QCOMPARE(shownOf(table, text), rows);
}

// The same person answers for the trust and for what it opens.
void TestRowFilter::showsCredentialsByOwner_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>(
        "rows"); // bit 0: owned by two, bit 1: managed identity, bit 2: owned by nobody, bit 3: unread
    QTest::newRow("number") << QStringLiteral("owner:2") << 1;
    QTest::newRow("more") << QStringLiteral("owner:>1") << 1;
    QTest::newRow("none") << QStringLiteral("owner:none") << 4;
    QTest::newRow("some") << QStringLiteral("-owner:none") << 1;
    QTest::newRow("name") << QStringLiteral("owner:maria") << 1;
    QTest::newRow("not somebody's") << QStringLiteral("-owner:maria") << 6;
    QTest::newRow("not known") << QStringLiteral("owner:unknown") << 8;
}

void TestRowFilter::showsCredentialsByOwner()
{
    QFETCH(QString, text);
    QFETCH(int, rows);
    store::Table<workspace::IdentityRow> table = identities();
    table.upsert(ownedByTwo(table.at(0)));
    for (const trust::Knowledge state : {trust::Knowledge::Known, trust::Knowledge::Failed}) {
        workspace::IdentityRow row = identityRow(QStringLiteral("Ownerless %1").arg(static_cast<int>(state)),
                                                 trust::IdentityKind::Application, QStringLiteral("https://gitlab.com"),
                                                 QStringLiteral("project_path:contoso/x"), std::nullopt);
        row.identity.ownersPart.state = state;
        table.upsert(row);
    }
    const auto loaded = presets::Catalogue::builtIn();
    QVERIFY(loaded.has_value());
    store::Table<workspace::CredentialRow> flat;
    for (const workspace::IdentityRow &identity : table.rows()) {
        const auto of = workspace::credentialRows(identity, *loaded);
        for (const workspace::CredentialRow &row : of)
            flat.upsert(row);
    }
    QCOMPARE(flat.size(), 4);
    const auto query = workspace::credentialQuery(flat, text);
    QVERIFY(query.has_value());
    QCOMPARE(bits(store::visibleRows(flat.searchKeys(), *query)), rows);
    QCOMPARE(shownOf(table, text), rows);
}

void TestRowFilter::whatIsNotKnownNeitherHoldsNorFails_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("shown");
    for (const char *hidden : {"severity:none", "-severity:none", "severity:high", "privilege:none", "privilege:tier0",
                               "-privilege:tier0", "owner:none", "-owner:none", "owner:maria", "-owner:maria",
                               "age:>1d", "-age:>1d", "issuer:github", "-issuer:github", "-platform:github"})
        QTest::newRow(hidden) << QString::fromLatin1(hidden) << false;
    for (const char *shown :
         {"severity:unknown", "privilege:unknown", "owner:unknown", "age:unknown", "name:new", "-name:old", "kind:app"})
        QTest::newRow(shown) << QString::fromLatin1(shown) << true;
}

void TestRowFilter::whatIsNotKnownNeitherHoldsNorFails()
{
    QFETCH(QString, text);
    QFETCH(bool, shown);
    workspace::IdentityRow row;
    row.identity.key = {trust::IdentityKind::Application, QStringLiteral("1")};
    row.identity.displayName = QStringLiteral("New");
    store::Table<workspace::IdentityRow> table;
    table.upsert(row);
    QCOMPARE(shownOf(table, text), shown ? 1 : 0);
}

void TestRowFilter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("field") << QStringLiteral("color:red") << QStringLiteral("color");
    QTest::newRow("severity") << QStringLiteral("severity:huge") << QStringLiteral("huge");
    QTest::newRow("kind") << QStringLiteral("kind:user") << QStringLiteral("user");
    QTest::newRow("one of several") << QStringLiteral("severity:high,huge") << QStringLiteral("huge");
    QTest::newRow("age without a sign") << QStringLiteral("age:90d") << QStringLiteral("90d");
    QTest::newRow("age without a unit") << QStringLiteral("age:>90") << QStringLiteral("90");
    QTest::newRow("owner") << QStringLiteral("owner:>maria") << QStringLiteral("maria");
}

void TestRowFilter::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto query = workspace::identityQuery(identities(), text, now);
    QVERIFY(!query.has_value());
    QVERIFY2(query.error().message.contains(named), qPrintable(query.error().message));
    const auto flat = workspace::credentialQuery(credentials(), text);
    QVERIFY(!flat.has_value());
    const auto reading = workspace::readFilter(workspace::FilterScope::Identities, QStringLiteral("ok ") + text);
    QVERIFY(reading.problem.has_value());
    QCOMPARE(reading.problem->at, 3);
    QCOMPARE(reading.problem->length, text.size());
    // Held by identities alone.
    QVERIFY(workspace::identityQuery(identities(), QStringLiteral("privilege:owner"), now).has_value());
    const auto elsewhere = workspace::credentialQuery(credentials(), QStringLiteral("privilege:owner"));
    QVERIFY(!elsewhere.has_value());
    QVERIFY2(elsewhere.error().message.contains(QStringLiteral("field of identities")),
             qPrintable(elsewhere.error().message));
}

void TestRowFilter::completes_data()
{
    QTest::addColumn<QString>("before"); // the cursor stands at its end
    QTest::addColumn<QString>("after");  // with the first choice taken
    QTest::newRow("a field") << QStringLiteral("prod iss") << QStringLiteral("prod issuer:");
    QTest::newRow("a negated field") << QStringLiteral("-ki") << QStringLiteral("-kind:");
    QTest::newRow("a value") << QStringLiteral("kind:") << QStringLiteral("kind:app");
    QTest::newRow("a begun value") << QStringLiteral("severity:me") << QStringLiteral("severity:medium");
    QTest::newRow("another value") << QStringLiteral("severity:high,lo") << QStringLiteral("severity:high,low");
    QTest::newRow("a platform") << QStringLiteral("platform:git") << QStringLiteral("platform:\"github actions\"");
    QTest::newRow("a begun platform in quotes")
        << QStringLiteral("platform:\"github a") << QStringLiteral("platform:\"github actions\"");
    QTest::newRow("nothing begun") << QStringLiteral("prod ") << QString();
    QTest::newRow("no such field") << QStringLiteral("zzz") << QString();
    QTest::newRow("any text may follow") << QStringLiteral("issuer:x") << QString();
}

void TestRowFilter::completes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto found = workspace::filterCompletions(workspace::FilterScope::Identities, before, before.size(),
                                                    {QStringLiteral("GitHub Actions"), QStringLiteral("AKS")});
    QCOMPARE(found.choices.isEmpty(), after.isEmpty());
    if (!after.isEmpty())
        QCOMPARE(QString(before).replace(found.at, found.length, found.choices.first().first), after);
}

void TestRowFilter::randomFiltersNeverCrash()
{
    static const QStringList parts{QStringLiteral("age:"),   QStringLiteral(">"),      QStringLiteral("90"),
                                   QStringLiteral("d"),      QStringLiteral(","),      QStringLiteral("-"),
                                   QStringLiteral("owner:"), QStringLiteral("="),      QStringLiteral("severity:"),
                                   QStringLiteral("high"),   QStringLiteral(" "),      QStringLiteral("\""),
                                   QStringLiteral("kind:"),  QStringLiteral("mi"),     QStringLiteral("privilege:"),
                                   QStringLiteral("tier0"),  QStringLiteral("none"),   QStringLiteral("99999999999"),
                                   QStringLiteral("y"),      QStringLiteral("unknown")};
    QRandomGenerator random(4);
    const auto table = identities();
    const auto flat = credentials();
    for (int round = 0; round < 5'000; ++round) {
        QString text;
        for (int part = random.bounded(10); part > 0; --part)
            text.append(parts.at(random.bounded(parts.size())));
        const auto reading = workspace::readFilter(workspace::FilterScope::Identities, text);
        QCOMPARE(reading.problem.has_value(), shownOf(table, text) < 0);
        if (const auto query = workspace::credentialQuery(flat, text))
            QVERIFY(store::visibleRows(flat.searchKeys(), *query).size() <= 2);
        const qsizetype cursor = random.bounded(static_cast<int>(text.size()) + 1);
        const auto found = workspace::filterCompletions(workspace::FilterScope::Identities, text, cursor, {});
        QVERIFY(found.at >= 0 && found.length >= 0 && found.at + found.length <= text.size());
    }
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_row_filter.moc"
