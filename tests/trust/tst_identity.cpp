// SPDX-License-Identifier: Apache-2.0
#include "trust/identity.h"

#include <QHash>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {

class TestIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysIgnoreCase();
    void idsKeepTheirText_data();
    void idsKeepTheirText();
    void scopes_data();
    void scopes();
    void matchTextIsWhatIsCompared();
};

void TestIdentity::keysIgnoreCase()
{
    const IdentityKey upper{IdentityKind::ManagedIdentity, u"/subscriptions/1/resourceGroups/RG/x"_s};
    const IdentityKey lower{IdentityKind::ManagedIdentity, u"/subscriptions/1/resourcegroups/rg/x"_s};
    const IdentityKey app{IdentityKind::Application, lower.id};
    QCOMPARE(upper, lower);
    QCOMPARE(qHash(upper), qHash(lower));
    QVERIFY(!(app == lower));
    QHash<IdentityKey, int> table{{upper, 1}, {app, 2}};
    QCOMPARE(table.value(lower), 1);
}

void TestIdentity::idsKeepTheirText_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "4f1c2a7e-0b7d-4a55-9d3c-2f6f5f0c9b11", "4F1C2A7E-0B7D-4A55-9D3C-2F6F5F0C9B11",
                             "{4f1c2a7e-0b7d-4a55-9d3c-2f6f5f0c9b11}", "00000000-0000-0000-0000-000000000000",
                             "4f1c2a7e-0b7d-4a55-9d3c-2f6f5f0c9b11 ", "4f1c2a7e0b7d4a559d3c2f6f5f0c9b11", "deploy",
                             "/subscriptions/1/resourceGroups/rg/providers/x"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestIdentity::idsKeepTheirText()
{
    QFETCH(QString, text);
    const CompactId id(text);
    QCOMPARE(id.text(), text);
    QCOMPARE(id.isEmpty(), text.isEmpty());
    QCOMPARE(id, CompactId(text));
    QVERIFY(!(id == CompactId(text + u'x')));
}

void TestIdentity::scopes_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<AzureScopeKind>("kind");
    QTest::newRow("root") << u"/"_s << AzureScopeKind::Root;
    QTest::newRow("management group") << u"/providers/Microsoft.Management/managementGroups/mg-contoso-root"_s
                                      << AzureScopeKind::ManagementGroup;
    QTest::newRow("subscription") << u"/subscriptions/11111111-2222-3333-4444-555555555555"_s
                                  << AzureScopeKind::Subscription;
    QTest::newRow("subscription with a slash") << u"/subscriptions/1/"_s << AzureScopeKind::Subscription;
    QTest::newRow("resource group in capitals")
        << u"/SUBSCRIPTIONS/1/RESOURCEGROUPS/rg"_s << AzureScopeKind::ResourceGroup;
    QTest::newRow("resource") << u"/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"_s
                              << AzureScopeKind::Resource;
    QTest::newRow("empty") << QString() << AzureScopeKind::Unknown;
    QTest::newRow("no subscription") << u"/subscriptions"_s << AzureScopeKind::Unknown;
    QTest::newRow("another provider") << u"/providers/Microsoft.Billing/billingAccounts/1"_s << AzureScopeKind::Unknown;
    QTest::newRow("three parts") << u"/subscriptions/1/resourceGroups"_s << AzureScopeKind::Unknown;
}

void TestIdentity::scopes()
{
    QFETCH(QString, scope);
    QFETCH(AzureScopeKind, kind);
    QCOMPARE(azureScopeKind(scope), kind);
}

void TestIdentity::matchTextIsWhatIsCompared()
{
    FederatedCredential credential;
    QVERIFY(credential.matchText().isEmpty());
    credential.subject = u" subject "_s;
    QCOMPARE(credential.matchText(), u" subject "_s); // never trimmed
    credential.expression = ClaimsExpression{u"claims['sub'] eq 'a'"_s, 1};
    QVERIFY(credential.isFlexible());
    QCOMPARE(credential.matchText(), u"claims['sub'] eq 'a'"_s);
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestIdentity)
#include "tst_identity.moc"
