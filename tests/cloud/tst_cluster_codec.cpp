// SPDX-License-Identifier: Apache-2.0
#include "cloud/arm_codec.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::cloud;

class TestClusterCodec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clustersWithoutAnIssuer();
};

void TestClusterCodec::clustersWithoutAnIssuer()
{
    const auto page = arm::decodeClusters(R"({"value":[
        {"id":"/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/old",
         "name":"old","location":"westeurope","properties":{}},
        {"id":"/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/half",
         "name":"half","location":"westeurope",
         "properties":{"oidcIssuerProfile":{"enabled":true,"issuerURL":"https://x/"},"securityProfile":{}}},
        {"id":"/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/off",
         "name":"off","location":"westeurope",
         "properties":{"oidcIssuerProfile":{"enabled":false},
                       "securityProfile":{"workloadIdentity":{"enabled":false}}}}]})");
    QVERIFY(page.has_value());
    QCOMPARE(page->items.size(), 3);
    QCOMPARE(page->items.at(0).resourceGroup, QStringLiteral("rg"));
    QVERIFY(!page->items.at(0).issuesTokens && page->items.at(0).issuer.isEmpty());
    QVERIFY(page->items.at(1).issuesTokens && !page->items.at(1).hasWorkloadIdentity);
    QCOMPARE(page->items.at(1).issuer, QStringLiteral("https://x/"));
    QVERIFY(!page->items.at(2).issuesTokens && !page->items.at(2).hasWorkloadIdentity);
    QVERIFY(!arm::decodeClusters(R"({"value":[{"id":7,"name":"n"}]})").has_value());
}

QTEST_APPLESS_MAIN(TestClusterCodec)
#include "tst_cluster_codec.moc"
