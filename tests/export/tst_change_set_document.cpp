// SPDX-License-Identifier: Apache-2.0
#include "export/change_set_document.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using exports::changeSetDocument;
using exports::readChangeSet;
using trust::FederatedCredential;

namespace {

const QString application = QStringLiteral("6f1c9d3e-0000-4000-8000-000000000001");

QString randomText(QRandomGenerator &random, qsizetype most)
{
    static const QStringList pieces{QStringLiteral("a"),
                                    QStringLiteral("repo:contoso/x"),
                                    QStringLiteral("\""),
                                    QStringLiteral("\\"),
                                    QStringLiteral("\n"),
                                    QStringLiteral("${x}"),
                                    QStringLiteral("$( )"),
                                    QStringLiteral("="),
                                    QString::fromUtf8("\xf0\x9f\x98\x80"),
                                    QString(QChar(0x202e)),
                                    QString(QChar(0)),
                                    QString(QChar(0xfffd)),
                                    QStringLiteral(" ")};
    QString text;
    const auto count = random.bounded(static_cast<quint32>(most));
    for (quint32 i = 0; i < count; ++i)
        text += pieces.at(random.bounded(static_cast<int>(pieces.size())));
    return text;
}

FederatedCredential randomCredential(QRandomGenerator &random, const QString &name)
{
    FederatedCredential one;
    if (random.bounded(2) != 0)
        one.id = QString(QStringLiteral("id-") + randomText(random, 3));
    one.name = name;
    one.issuer = randomText(random, 6);
    if (random.bounded(3) == 0)
        one.expression = trust::ClaimsExpression{randomText(random, 6), 1};
    else if (random.bounded(4) != 0)
        one.subject = randomText(random, 6);
    for (int i = random.bounded(3); i > 0; --i)
        one.audiences.append(randomText(random, 4));
    one.description = randomText(random, 8);
    return one;
}

QString randomGuid(QRandomGenerator &random)
{
    return QUuid(random.generate(), static_cast<ushort>(random.bounded(65536)), 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)
        .toString(QUuid::WithoutBraces);
}

void makeBelonging(QRandomGenerator &random, trust::Operation &operation)
{
    const bool managed = operation.identity.kind == trust::IdentityKind::ManagedIdentity;
    operation.removes = random.bounded(2) == 0;
    switch (random.bounded(managed ? 3 : 4)) {
    case 0:
        operation.belonging = trust::NewIdentity{QStringLiteral("n") + randomText(random, 5),
                                                 managed ? QStringLiteral("westeurope") : QString(),
                                                 managed ? randomGuid(random) : QString()};
        break;
    case 1:
        operation.belonging = trust::AzureRoleGrant{randomGuid(random), randomGuid(random), randomText(random, 5),
                                                    QStringLiteral("/subscriptions/") + randomGuid(random),
                                                    randomText(random, 5)};
        break;
    case 2:
        operation.belonging = trust::AppPermissionGrant{randomGuid(random), randomGuid(random), randomText(random, 5),
                                                        randomGuid(random), randomText(random, 5)};
        break;
    default: {
        trust::Secret secret;
        secret.kind = random.bounded(2) == 0 ? trust::SecretKind::Password : trust::SecretKind::Certificate;
        secret.keyId = QUuid::fromString(randomGuid(random));
        secret.displayName = randomText(random, 5);
        secret.end = QDateTime::fromSecsSinceEpoch(1'790'000'000 + random.bounded(100'000), Qt::UTC);
        operation.belonging = secret;
        operation.removes = true;
    }
    }
}

trust::ChangeSet randomSet(QRandomGenerator &random)
{
    trust::ChangeSet changes;
    changes.tenantId = QStringLiteral("11111111-1111-1111-1111-111111111111");
    changes.loginOrigin = QStringLiteral("https://login.example:443");
    changes.title = randomText(random, 5);
    changes.ticket = randomText(random, 5);
    changes.reason = randomText(random, 5);
    changes.createdAt = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + random.bounded(100'000), Qt::UTC);
    for (int i = random.bounded(6); i >= 0; --i) {
        trust::Operation one;
        one.identity.kind = random.bounded(2) == 0 ? trust::IdentityKind::Application
                                                   : trust::IdentityKind::ManagedIdentity;
        one.identity.id = one.identity.kind == trust::IdentityKind::Application
            ? application
            : QStringLiteral("/subscriptions/x/resourceGroups/y/providers/z");
        one.identityName = randomText(random, 5);
        const QString name = QStringLiteral("n%1-").arg(i) + randomText(random, 3);
        const int kind = random.bounded(4);
        const bool hasIdentity = std::any_of(
            changes.operations.cbegin(), changes.operations.cend(),
            [](const trust::Operation &other) { return other.isAboutIdentity(); }); // once in a set of one identity
        if (kind == 3 && !hasIdentity) {
            makeBelonging(random, one);
            changes.operations.append(one);
            continue;
        }
        if (kind != 0)
            one.before = randomCredential(random, name);
        if (kind != 2)
            one.after = randomCredential(random, name);
        if (!changes.operations.isEmpty() && random.bounded(3) == 0)
            one.waitsFor = changes.operations.first().id;
        changes.operations.append(one);
    }
    return changes;
}

QByteArray sample()
{
    QRandomGenerator random(7);
    trust::ChangeSet changes = randomSet(random);
    changes.operations.clear();
    trust::Operation one;
    one.identity.id = application;
    one.after = FederatedCredential();
    one.after->name = QStringLiteral("main");
    one.after->audiences = {QStringLiteral("api://x")};
    changes.operations.append(one);
    return changeSetDocument(changes);
}

} // namespace

class TestChangeSetDocument final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySetSurvives();
    void textIsHarmless();
    void hostileIsRefusedWithThePlace_data();
    void hostileIsRefusedWithThePlace();
    void repeatedOperationsAreRefused();
    void tooMuchIsRefused();
    void mutationsNeverCrash();
    void belongingsThatCannotBeAreRefused_data();
    void belongingsThatCannotBeAreRefused();
};

void TestChangeSetDocument::everySetSurvives()
{
    QRandomGenerator random(20261122);
    for (int i = 0; i < 500; ++i) {
        const trust::ChangeSet changes = randomSet(random);
        const auto read = readChangeSet(changeSetDocument(changes));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QVERIFY(*read == changes);
    }
}

void TestChangeSetDocument::textIsHarmless()
{
    QRandomGenerator random(3);
    for (int i = 0; i < 50; ++i) {
        const QByteArray document = changeSetDocument(randomSet(random));
        for (const char c : document)
            QVERIFY(c == '\n' || (c >= ' ' && c < 0x7f));
    }
}

void TestChangeSetDocument::hostileIsRefusedWithThePlace_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *from, const char *to, const char *named) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(named);
    };
    row("later version", "\"schemaVersion\": 1", "\"schemaVersion\": 2", "version 2");
    row("version as text", "\"schemaVersion\": 1", "\"schemaVersion\": \"1\"", "schemaVersion");
    row("other kind", "symbolon-changes", "something", "no file of changes");
    row("no tenant", "\"tenantId\": \"11111111-1111-1111-1111-111111111111\"", "\"tenantId\": null", "tenantId");
    row("origin that is none", "https://login.example:443", "login", "loginOrigin");
    row("unknown identity kind", "\"application\"", "\"user\"", "operations[0].identity.kind");
    row("identity that leads elsewhere", "6f1c9d3e-0000-4000-8000-000000000001", "../../me",
        "operations[0].identity.id");
    row("nothing to do", "\"after\": {", "\"other\": {", "operations[0]");
    row("no name", "\"name\": \"main\"", "\"name\": \"\"", "operations[0].after.name");
    row("waits for nobody", "\"waitsFor\": null", "\"waitsFor\": \"11111111-1111-1111-1111-111111111111\"",
        "operations[0].waitsFor");
    row("number for text", "\"name\": \"main\"", "\"name\": 5", "operations[0].after.name");
    row("member given twice", "\"name\": \"main\"", "\"name\": \"main\", \"name\": \"other\"", "name");
    row("no list", "\"operations\": [", "\"operations\": 1, \"x\": [", "operations");
    row("cut off", "\"operations\": [", "", "JSON");
}

void TestChangeSetDocument::hostileIsRefusedWithThePlace()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, named);
    QByteArray document = sample();
    QVERIFY(document.contains(from));
    document.replace(from, to);
    const auto read = readChangeSet(document);
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::Validation);
    QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
}

void TestChangeSetDocument::repeatedOperationsAreRefused()
{
    auto changes = *readChangeSet(sample());
    changes.operations.append(changes.operations.first());
    QVERIFY(!readChangeSet(changeSetDocument(changes)));
    changes.operations[1].id = QUuid::createUuid();
    QVERIFY(!readChangeSet(changeSetDocument(changes)));
    changes.operations[1].after->name = QStringLiteral("other");
    QVERIFY(readChangeSet(changeSetDocument(changes)));
}

void TestChangeSetDocument::tooMuchIsRefused()
{
    auto changes = *readChangeSet(sample());
    const trust::Operation one = changes.operations.first();
    for (int i = 0; i < 100; ++i) {
        trust::Operation more = one;
        more.id = QUuid::createUuid();
        more.after->name = QStringLiteral("more-%1").arg(i);
        changes.operations.append(more);
    }
    QVERIFY(!readChangeSet(changeSetDocument(changes)));
    changes.operations = {one};
    changes.operations[0].after->issuer = QString(5000, u'x');
    const auto read = readChangeSet(changeSetDocument(changes));
    QVERIFY(!read);
    QVERIFY(read.error().message.contains(QStringLiteral("operations[0].after.issuer")));
    QVERIFY(!readChangeSet(QByteArray(100'000, '[')));
    QVERIFY(!readChangeSet(QByteArray("{\"a\":").repeated(100'000)));
}

void TestChangeSetDocument::mutationsNeverCrash()
{
    QRandomGenerator random(99);
    for (int i = 0; i < 3000; ++i) {
        QByteArray document = changeSetDocument(randomSet(random));
        for (int change = random.bounded(4); change >= 0 && !document.isEmpty(); --change) {
            const int at = random.bounded(static_cast<int>(document.size()));
            switch (random.bounded(4)) {
            case 0:
                document[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                document.remove(at, random.bounded(40));
                break;
            case 2:
                document.insert(at, document.mid(random.bounded(static_cast<int>(document.size())), 30));
                break;
            default:
                document.truncate(at + 1);
            }
        }
        const auto read = readChangeSet(document);
        QVERIFY(read || !read.error().message.isEmpty());
        if (read) // what is taken is taken again
            QVERIFY(readChangeSet(changeSetDocument(*read)));
    }
}

void TestChangeSetDocument::belongingsThatCannotBeAreRefused_data()
{
    QTest::addColumn<trust::Operation>("operation");
    QTest::addColumn<QString>("named");
    trust::Operation one;
    one.identity.id = application;
    one.belonging = trust::NewIdentity{QStringLiteral("n"), QStringLiteral("westeurope"), {}};
    QTest::newRow("application with a region") << one << QStringLiteral("belonging");
    one.belonging = trust::Secret{};
    QTest::newRow("secret without an id") << one << QStringLiteral("keyId");
    one.belonging = trust::Secret{.keyId = QUuid::createUuid()};
    QTest::newRow("secret that is added") << one << QStringLiteral("belonging");
    one.belonging = trust::AzureRoleGrant{application, application, {}, QStringLiteral("/../x"), {}};
    QTest::newRow("scope that climbs") << one << QStringLiteral("scope");
    one.belonging = trust::AzureRoleGrant{QStringLiteral("x/y"), application, {}, QStringLiteral("/x"), {}};
    QTest::newRow("assignment that is no GUID") << one << QStringLiteral("assignment");
    one.belonging = trust::AppPermissionGrant{QStringLiteral("me"), {}, {}, application, {}};
    QTest::newRow("resource that is no GUID") << one << QStringLiteral("resourceId");
    one.belonging.reset();
    one.after = FederatedCredential();
    one.after->name = QStringLiteral("main");
    one.removes = true;
    QTest::newRow("a credential that is removed by being there") << one << QStringLiteral("removes");
    one.removes = false;
    one.belonging = trust::NewIdentity{QStringLiteral("n"), {}, {}};
    QTest::newRow("about two things") << one << QStringLiteral("operations[0]");
}

void TestChangeSetDocument::belongingsThatCannotBeAreRefused()
{
    QFETCH(trust::Operation, operation);
    QFETCH(QString, named);
    auto changes = *readChangeSet(sample());
    changes.operations = {operation};
    const auto read = readChangeSet(changeSetDocument(changes));
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(named), qPrintable(read.error().message));
}

QTEST_GUILESS_MAIN(TestChangeSetDocument)
#include "tst_change_set_document.moc"
