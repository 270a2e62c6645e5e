// SPDX-License-Identifier: Apache-2.0
#include "export/wire_body.h"
#include "hostile_texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace symbolon;

namespace {

trust::Operation update(trust::IdentityKind kind, const QString &subject)
{
    trust::FederatedCredential one;
    one.id = QStringLiteral("bdad0963-4a7a-43ae-b569-e67e1da3f2c0");
    one.name = QStringLiteral("testing");
    one.issuer = QStringLiteral("https://idp.contoso.com");
    one.subject = subject;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    trust::Operation operation;
    operation.identity = {kind,
                          QStringLiteral("/subscriptions/s/resourceGroups/g/providers/"
                                         "Microsoft.ManagedIdentity/userAssignedIdentities/i")};
    operation.before = one;
    one.subject.reset();
    one.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] matches 'x:*'"), 1};
    operation.after = one;
    return operation;
}

QJsonObject read(const QString &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

} // namespace

class TestWireBody final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graphReturnsItFlat();
    void azureReturnsItInProperties();
    void whatIsNotThereIsEmpty();
    void hostileTextsReadBack();
    void belongingsAreOnOneSide();
};

void TestWireBody::graphReturnsItFlat()
{
    const auto bodies = exports::wireBodies(update(trust::IdentityKind::Application, QStringLiteral("s")));
    const QJsonObject before = read(bodies.before);
    QCOMPARE(before.value(QStringLiteral("id")).toString(), QStringLiteral("bdad0963-4a7a-43ae-b569-e67e1da3f2c0"));
    QCOMPARE(before.value(QStringLiteral("subject")).toString(), QStringLiteral("s"));
    QCOMPARE(before.value(QStringLiteral("audiences")).toArray().size(), 1);
    const QJsonObject after = read(bodies.after);
    QVERIFY(!after.contains(QStringLiteral("subject")));
    QCOMPARE(
        after.value(QStringLiteral("claimsMatchingExpression")).toObject().value(QStringLiteral("languageVersion")),
        QJsonValue(1));
    QVERIFY(bodies.before.startsWith(QStringLiteral("{\n  \"id\"")));
}

void TestWireBody::azureReturnsItInProperties()
{
    const auto bodies = exports::wireBodies(update(trust::IdentityKind::ManagedIdentity, QStringLiteral("s")));
    const QJsonObject before = read(bodies.before);
    QVERIFY(before.value(QStringLiteral("id"))
                .toString()
                .endsWith(QStringLiteral("/userAssignedIdentities/i/federatedIdentityCredentials/testing")));
    QCOMPARE(before.value(QStringLiteral("properties")).toObject().value(QStringLiteral("subject")).toString(),
             QStringLiteral("s"));
    QVERIFY(!before.contains(QStringLiteral("description"))); // Azure keeps none
}

void TestWireBody::whatIsNotThereIsEmpty()
{
    trust::Operation creation = update(trust::IdentityKind::Application, QStringLiteral("s"));
    creation.before.reset();
    QVERIFY(exports::wireBodies(creation).before.isEmpty());
    QVERIFY(!exports::wireBodies(creation).after.isEmpty());
    trust::Operation removal = update(trust::IdentityKind::Application, QStringLiteral("s"));
    removal.after.reset();
    QVERIFY(exports::wireBodies(removal).after.isEmpty());
}

void TestWireBody::hostileTextsReadBack()
{
    const auto all = test::hostileTexts();
    for (const auto &[name, text] : all) {
        const auto bodies = exports::wireBodies(update(trust::IdentityKind::Application, text));
        for (const QChar c : bodies.before)
            QVERIFY2(c == u'\n' || (c >= u' ' && c <= u'~'), name);
        QCOMPARE(read(bodies.before).value(QStringLiteral("subject")).toString(),
                 QString::fromUtf8("|" + text.toUtf8()).mid(1));
    }
}

void TestWireBody::belongingsAreOnOneSide()
{
    trust::Operation grant;
    grant.identity = {trust::IdentityKind::Application, QStringLiteral("x")};
    grant.belonging = trust::AppPermissionGrant{
        QStringLiteral("r"), {}, QStringLiteral("Graph"), QStringLiteral("a"), QStringLiteral("Sites.Selected")};
    auto bodies = exports::wireBodies(grant);
    QVERIFY(bodies.before.isEmpty());
    QCOMPARE(read(bodies.after).value(QStringLiteral("appRoleId")).toString(), QStringLiteral("a"));
    grant.removes = true;
    bodies = exports::wireBodies(grant);
    QVERIFY(bodies.after.isEmpty() && !bodies.before.isEmpty());
}

QTEST_APPLESS_MAIN(TestWireBody)
#include "tst_wire_body.moc"
