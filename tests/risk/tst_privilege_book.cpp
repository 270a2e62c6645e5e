// SPDX-License-Identifier: Apache-2.0
#include "risk/risk_case.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::risk {
namespace {

const auto subscription = u"/subscriptions/11111111-2222-3333-4444-555555555555"_s;
const auto group = u"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg"_s;
const auto vault =
    u"/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"_s;
const auto managementGroup = u"/providers/Microsoft.Management/managementGroups/mg-contoso-root"_s;

QString str(const char16_t *text)
{
    return QString::fromUtf16(text);
}

} // namespace
} // namespace symbolon::risk

Q_DECLARE_METATYPE(symbolon::trust::Privilege)

namespace symbolon::risk {

class TestPrivilegeBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weighs_data();
    void weighs();
    void idsAreComparedWithoutCase();
    void permissionsBelongToTheirApi();
    void highestIsTheStrongest();
    void highestOfNothing();
    void unprovenPathsAreTold();
    void refusesBrokenData_data();
    void refusesBrokenData();
};

void TestPrivilegeBook::weighs_data()
{
    QTest::addColumn<trust::Privilege>("privilege");
    QTest::addColumn<Tier>("tier");
    QTest::addColumn<Severity>("weight");
    QTest::newRow("Global Administrator") << directoryRole(str(roles::globalAdministrator), u"Global Administrator"_s)
                                          << Tier::ControlPlane << Severity::Critical;
    QTest::newRow("Directory Readers") << directoryRole(u"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"_s,
                                                        u"Directory Readers"_s)
                                       << Tier::Reconnaissance << Severity::Low;
    QTest::newRow("unknown directory role")
        << directoryRole(u"00000000-1111-2222-3333-444444444444"_s, u"Custom"_s) << Tier::None << Severity::Info;
    QTest::newRow("AppRoleAssignment.ReadWrite.All")
        << graphPermission(u"06b708a9-e830-4db3-a914-8e69da51d44f"_s, u"AppRoleAssignment.ReadWrite.All"_s)
        << Tier::ControlPlane << Severity::Critical;
    QTest::newRow("Mail.Read") << graphPermission(u"810c84a8-4a9e-49e6-bf7d-12d183f40d01"_s, u"Mail.Read"_s)
                               << Tier::SensitiveData << Severity::High;
    QTest::newRow("User.Read.All") << graphPermission(u"df021288-bdef-4463-88db-98f22de89214"_s, u"User.Read.All"_s)
                                   << Tier::Reconnaissance << Severity::Low;
    QTest::newRow("Owner of a management group")
        << azureRole(str(roles::owner), u"Owner"_s, managementGroup) << Tier::ControlPlane << Severity::Critical;
    QTest::newRow("Owner of a subscription")
        << azureRole(str(roles::owner), u"Owner"_s, subscription) << Tier::ControlPlane << Severity::Critical;
    QTest::newRow("Owner of a resource group")
        << azureRole(str(roles::owner), u"Owner"_s, group) << Tier::ControlPlane << Severity::High;
    QTest::newRow("Owner of a vault") << azureRole(str(roles::owner), u"Owner"_s, vault) << Tier::ControlPlane
                                      << Severity::Medium;
    QTest::newRow("Contributor of a subscription")
        << azureRole(str(roles::contributor), u"Contributor"_s, subscription) << Tier::ControlPlane << Severity::High;
    QTest::newRow("Contributor of a resource group")
        << azureRole(str(roles::contributor), u"Contributor"_s, group) << Tier::ControlPlane << Severity::Medium;
    QTest::newRow("AcrPush") << azureRole(u"8311e382-0749-4cb8-b61a-304f252e45ec"_s, u"AcrPush"_s, group)
                             << Tier::SupplyChain << Severity::Medium;
    QTest::newRow("Reader") << azureRole(str(roles::reader), u"Reader"_s, subscription) << Tier::Reconnaissance
                            << Severity::Low;
}

void TestPrivilegeBook::weighs()
{
    QFETCH(trust::Privilege, privilege);
    QTEST(ruleBook().privileges().tier(privilege), "tier");
    QTEST(ruleBook().privileges().weight(privilege), "weight");
}

void TestPrivilegeBook::idsAreComparedWithoutCase()
{
    const trust::Privilege upper = azureRole(str(roles::owner).toUpper(), u"Owner"_s, subscription);
    QCOMPARE(ruleBook().privileges().tier(upper), Tier::ControlPlane);
}

void TestPrivilegeBook::permissionsBelongToTheirApi()
{
    trust::Privilege elsewhere =
        graphPermission(u"06b708a9-e830-4db3-a914-8e69da51d44f"_s, u"AppRoleAssignment.ReadWrite.All"_s);
    elsewhere.resourceAppId = u"11111111-2222-3333-4444-555555555555"_s;
    QCOMPARE(ruleBook().privileges().tier(elsewhere), Tier::None);
}

void TestPrivilegeBook::highestIsTheStrongest()
{
    const PrivilegeBook &book = ruleBook().privileges();
    const trust::Privilege reader = azureRole(str(roles::reader), u"Reader"_s, managementGroup);
    const trust::Privilege onGroup = azureRole(str(roles::owner), u"Owner"_s, group);
    const trust::Privilege onSubscription = azureRole(str(roles::owner), u"Owner"_s, subscription);
    const trust::Privilege onManagementGroup = azureRole(str(roles::owner), u"Owner"_s, managementGroup);
    QCOMPARE(book.highest({reader, onGroup}), onGroup);
    QCOMPARE(book.highest({onGroup, onSubscription, reader}), onSubscription);
    QCOMPARE(book.highest({onSubscription, onManagementGroup}), onManagementGroup); // same weight, wider scope
    QCOMPARE(book.highest({onManagementGroup, onSubscription}), onManagementGroup);
}

void TestPrivilegeBook::highestOfNothing()
{
    QVERIFY(!ruleBook().privileges().highest({}));
}

void TestPrivilegeBook::unprovenPathsAreTold()
{
    const PrivilegeBook &book = ruleBook().privileges();
    QVERIFY(
        !book.isProven(graphPermission(u"9b50c33d-700f-43b1-b2eb-87e89b703581"_s, u"Synchronization.ReadWrite.All"_s)));
    QVERIFY(book.isProven(
        graphPermission(u"06b708a9-e830-4db3-a914-8e69da51d44f"_s, u"AppRoleAssignment.ReadWrite.All"_s)));
}

void TestPrivilegeBook::refusesBrokenData_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("unknown tier") << QByteArray(
        "{\"graphResourceAppId\":\"g\",\"graphAppRoles\":[],\"otherApiAppRoles\":[],"
        "\"azureRoles\":[],\"directoryRoles\":[{\"templateId\":\"a\",\"tier\":\"huge\"}]}");
    QTest::newRow("id missing") << QByteArray(
        "{\"graphResourceAppId\":\"g\",\"graphAppRoles\":[],\"otherApiAppRoles\":[],"
        "\"azureRoles\":[],\"directoryRoles\":[{\"tier\":\"control-plane\"}]}");
}

void TestPrivilegeBook::refusesBrokenData()
{
    QFETCH(QByteArray, json);
    const auto book = PrivilegeBook::fromJson(json);
    QVERIFY(!book);
    QCOMPARE(book.error().kind, ErrorKind::Validation);
    QVERIFY(!book.error().message.isEmpty());
}

} // namespace symbolon::risk

QTEST_GUILESS_MAIN(symbolon::risk::TestPrivilegeBook)
#include "tst_privilege_book.moc"
