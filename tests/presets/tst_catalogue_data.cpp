// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue.h"
#include "presets/small_catalogue.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::presets {

class TestCatalogueData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsData();
    void refusesBrokenData_data();
    void refusesBrokenData();
    void refusesBrokenPlatforms_data();
    void refusesBrokenPlatforms();
    void cutDataNeverCrashes();
};

void TestCatalogueData::readsData()
{
    const auto catalogue = Catalogue::fromJson(goodPresets, goodPlatforms);
    QVERIFY2(catalogue, qPrintable(catalogue ? QString() : catalogue.error().message));
    const Preset &preset = catalogue->presets().first();
    const Rendered rendered = catalogue->render(preset, {{u"host"_s, u"h"_s}, {u"name"_s, u"n"_s}}, u"aud"_s);
    QCOMPARE(rendered.issuer, u"https://h"_s);
    QCOMPARE(rendered.subject, u"second:n"_s);
    QCOMPARE(rendered.audience, u"aud"_s);
    QCOMPARE(preset.fields.at(2).maxLength, 5);
    QCOMPARE(catalogue->platformOf(u"https://p"_s)->name, u"P"_s);
}

void TestCatalogueData::refusesBrokenData_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("place"); // named in the message
    QTest::newRow("not JSON") << QByteArray("{\"presets\"") << QByteArray("\"presets\"") << u"parse error"_s;
    QTest::newRow("no presets") << QByteArray("\"presets\"") << QByteArray("\"other\"") << u"$.presets"_s;
    QTest::newRow("id missing") << QByteArray("\"id\":\"p\",") << QByteArray() << u"$.presets[0].id"_s;
    QTest::newRow("label of the wrong type")
        << QByteArray("\"label\":\"Name\"") << QByteArray("\"label\":5") << u"$.presets[0].fields[2].label"_s;
    QTest::newRow("pattern that is none")
        << QByteArray("[a-z]+\"") << QByteArray("[a-z+\"") << u"$.presets[0].fields[2].pattern"_s;
    QTest::newRow("matches missing") << QByteArray("\"matches\":\".+\",") << QByteArray()
                                     << u"$.presets[0].fields[2].matches"_s;
    QTest::newRow("length of the wrong type")
        << QByteArray("\"maxLength\":5") << QByteArray("\"maxLength\":\"5\"") << u"$.presets[0].fields[2].maxLength"_s;
    QTest::newRow("options missing") << QByteArray("\"options\":[\"a\",\"b\"],") << QByteArray()
                                     << u"$.presets[0].fields[1].options"_s;
    QTest::newRow("option of the wrong type")
        << QByteArray("[\"a\",\"b\"]") << QByteArray("[\"a\",1]") << u"$.presets[0].fields[1].options"_s;
    QTest::newRow("unknown key in a template") << QByteArray("\"subject\":\"{kind}:{name}\",\"fields\"")
                                               << QByteArray("\"subject\":\"{kind}:{nome}\",\"fields\"") << u"nome"_s;
    QTest::newRow("unknown key in a sample")
        << QByteArray("\"title\":\"It\"") << QByteArray("\"title\":\"{it}\"") << u"it"_s;
    QTest::newRow("part of an unknown field")
        << QByteArray("\"field\":\"mode\"") << QByteArray("\"field\":\"mood\"") << u"mood"_s;
    QTest::newRow("part of the wrong type")
        << QByteArray("\"a\":\"first\"") << QByteArray("\"a\":[]") << u"$.presets[0].parts.kind.a"_s;
}

void TestCatalogueData::refusesBrokenData()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, place);
    QByteArray broken = goodPresets;
    QVERIFY(broken.contains(from));
    broken.replace(from, to);
    const auto catalogue = Catalogue::fromJson(broken, goodPlatforms);
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().kind, ErrorKind::Validation);
    QVERIFY2(catalogue.error().message.contains(place), qPrintable(catalogue.error().message));
}

void TestCatalogueData::refusesBrokenPlatforms_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("place");
    QTest::newRow("no platforms") << QByteArray("\"platforms\"") << QByteArray("\"p\"") << u"$.platforms"_s;
    QTest::newRow("unknown kind") << QByteArray("shared") << QByteArray("private") << u"$.platforms[0].kind"_s;
    QTest::newRow("pattern that is none")
        << QByteArray("https://p") << QByteArray("https://(p") << u"$.platforms[0].issuer"_s;
    QTest::newRow("name missing") << QByteArray("\"name\":\"P\",") << QByteArray() << u"$.platforms[0].name"_s;
}

void TestCatalogueData::refusesBrokenPlatforms()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, place);
    QByteArray broken = goodPlatforms;
    QVERIFY(broken.contains(from));
    broken.replace(from, to);
    const auto catalogue = Catalogue::fromJson(goodPresets, broken);
    QVERIFY(!catalogue);
    QVERIFY2(catalogue.error().message.contains(place), qPrintable(catalogue.error().message));
}

void TestCatalogueData::cutDataNeverCrashes()
{
    for (qsizetype length = 0; length < goodPresets.size(); length += 7) {
        QVERIFY(!Catalogue::fromJson(goodPresets.left(length), goodPlatforms));
        if (length < goodPlatforms.size())
            QVERIFY(!Catalogue::fromJson(goodPresets, goodPlatforms.left(length)));
    }
}

} // namespace symbolon::presets

QTEST_GUILESS_MAIN(symbolon::presets::TestCatalogueData)
#include "tst_catalogue_data.moc"
