// SPDX-License-Identifier: Apache-2.0
#include "models/rows.h"
#include "ui/palette/palette_model.h"
#include "ui/palette/palette_search.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace symbolon;
using Kind = ui::PaletteHit::Kind;

namespace {

ui::PaletteSource source()
{
    ui::PaletteSource made;
    for (const char *name : {"backup-prod", "prod-deploy", "unprodded", "other"}) {
        workspace::IdentityRow row;
        row.identity.key = {trust::IdentityKind::Application, QString::fromLatin1(name)};
        row.identity.displayName = QString::fromLatin1(name);
        row.identity.credentials = {test::credential(QStringLiteral("main"), QStringLiteral("repo:x:ref"))};
        made.identities.upsert(row);
        workspace::CredentialRow credential;
        credential.credential = {row, 0};
        presets::Platform platform;
        platform.name = QStringLiteral("GitHub Actions");
        credential.platform = platform;
        made.credentials.upsert(credential);
    }
    made.actions = {{QStringLiteral("a"), QStringLiteral("Provide nothing"), {}, QStringLiteral("Sign in first.")},
                    {QStringLiteral("b"), QStringLiteral("Refresh"), QStringLiteral("F5"), {}}};
    return made;
}

QStringList titles(const QList<ui::PaletteHit> &hits, Kind kind)
{
    QStringList found;
    for (const ui::PaletteHit &hit : hits) {
        if (hit.kind == kind)
            found << hit.title;
    }
    return found;
}

} // namespace

class PaletteSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginningsStandFirst();
    void prefixesNarrow_data();
    void prefixesNarrow();
    void issuersAreListedOnce();
    void blockedActionsSayWhy();
    void atMostSoManyOfAKind();
};

void PaletteSearchTest::beginningsStandFirst()
{
    const auto hits = ui::paletteHits(source(), QStringLiteral("PROD"));
    QCOMPARE(titles(hits, Kind::Identity),
             (QStringList{QStringLiteral("prod-deploy"), QStringLiteral("backup-prod"), QStringLiteral("unprodded")}));
}

void PaletteSearchTest::prefixesNarrow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("actions");
    QTest::addColumn<int>("identities");
    QTest::addColumn<int>("credentials");
    QTest::newRow("nothing") << QString() << 2 << 0 << 0;
    QTest::newRow("actions") << QStringLiteral("> re") << 1 << 0 << 0;
    QTest::newRow("identities") << QStringLiteral("@prod") << 0 << 3 << 0;
    QTest::newRow("credentials") << QStringLiteral("# main prod") << 0 << 0 << 3;
    QTest::newRow("all words") << QStringLiteral("prod deploy") << 0 << 1 << 1;
    QTest::newRow("nothing like it") << QStringLiteral("zzz") << 0 << 0 << 0;
}

void PaletteSearchTest::prefixesNarrow()
{
    QFETCH(QString, text);
    const auto hits = ui::paletteHits(source(), text);
    QTEST(static_cast<int>(titles(hits, Kind::Action).size()), "actions");
    QTEST(static_cast<int>(titles(hits, Kind::Identity).size()), "identities");
    QTEST(static_cast<int>(titles(hits, Kind::Credential).size()), "credentials");
}

void PaletteSearchTest::issuersAreListedOnce()
{
    const auto hits = ui::paletteHits(source(), QStringLiteral("github"));
    QCOMPARE(titles(hits, Kind::Issuer), QStringList{QStringLiteral("GitHub Actions")});
}

void PaletteSearchTest::blockedActionsSayWhy()
{
    const auto hits = ui::paletteHits(source(), QStringLiteral("> provide"));
    QCOMPARE(hits.size(), 1);
    QVERIFY(hits.first().isBlocked);
    ui::PaletteModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setHits(hits);
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Action Provide nothing, not now: Sign in first."));
}

void PaletteSearchTest::atMostSoManyOfAKind()
{
    ui::PaletteSource many = source();
    QRandomGenerator random(3);
    for (int i = 0; i < 500; ++i)
        many.identities.upsert(test::identityRow(i, random));
    const auto hits = ui::paletteHits(many, QStringLiteral("identity"));
    QCOMPARE(static_cast<int>(hits.size()), ui::paletteHitsPerKind);
}

QTEST_GUILESS_MAIN(PaletteSearchTest)
#include "tst_palette_search.moc"
