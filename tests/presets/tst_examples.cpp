// SPDX-License-Identifier: Apache-2.0
// Every preset against the platforms' own examples: what a filled form comes to, that it is recognised for what it is,
// and that a token of that platform fits it. And the data against its schema.
#include "json_schema.h"
#include "presets/catalogue.h"
#include "trust/claims_match.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::presets {
namespace {

const auto exchangeAudience = u"api://AzureADTokenExchange"_s;

const Catalogue &catalogue()
{
    static const Catalogue instance = *Catalogue::builtIn();
    return instance;
}

QJsonObject fileAt(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QMap<QString, QString> textsOf(const QJsonObject &object)
{
    QMap<QString, QString> result;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isString())
            result.insert(it.key(), it->toString());
    }
    return result;
}

// An example as the credential that the service would hold.
trust::FederatedCredential credentialOf(const QJsonObject &example)
{
    trust::FederatedCredential credential;
    credential.issuer = example.value("issuer"_L1).toString();
    if (example.contains("expression"_L1))
        credential.expression = trust::ClaimsExpression{example.value("expression"_L1).toString(), 1};
    else
        credential.subject = example.value("subject"_L1).toString(); // null: not said, and so not filled in
    credential.audiences = {example.value("audience"_L1).toString()};
    return credential;
}

// What the form asks for and no credential holds: "a token of which claim", beside the UUID that is in it.
const QSet<QString> unwritten{u"subjectClaim"_s};

QJsonArray allExamples()
{
    return fileAt(QStringLiteral(SYMBOLON_TEST_DATA "/presets/examples.json")).value("examples"_L1).toArray();
}

void addExamples()
{
    QTest::addColumn<QJsonObject>("example");
    const QJsonArray examples = allExamples();
    for (const auto &value : examples) {
        const QJsonObject example = value.toObject();
        const QString name = example.value("preset"_L1).toString() + u' ' + example.value("case"_L1).toString();
        QTest::newRow(qPrintable(name.trimmed())) << example;
    }
}

} // namespace

class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPresetHasOne();
    void renders_data() { addExamples(); }
    void renders();
    void isRecognised_data() { addExamples(); }
    void isRecognised();
    void tokenFits_data() { addExamples(); }
    void tokenFits();
    void dataIsAsItsSchemaSays_data();
    void dataIsAsItsSchemaSays();
    void schemaRefusesWhatItShould();
};

void TestExamples::everyPresetHasOne()
{
    QSet<QString> told;
    const QJsonArray examples = allExamples();
    for (const auto &example : examples)
        told.insert(example.toObject().value("preset"_L1).toString());
    QSet<QString> ids;
    for (const Preset &preset : catalogue().presets())
        ids.insert(preset.id);
    QCOMPARE(ids.size(), catalogue().presets().size());
    QCOMPARE(ids.size(), 46);
    QCOMPARE(told, ids);
}

void TestExamples::renders()
{
    QFETCH(QJsonObject, example);
    const Preset *preset = catalogue().find(example.value("preset"_L1).toString());
    QVERIFY(preset);
    const QMap<QString, QString> values = textsOf(example.value("values"_L1).toObject());
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        const bool known = std::any_of(preset->fields.begin(), preset->fields.end(),
                                       [&it](const PresetField &field) { return field.key == it.key(); });
        QVERIFY2(known, qPrintable(it.key()));
    }
    const Rendered rendered = catalogue().render(*preset, values, exchangeAudience);
    QVERIFY2(rendered.remarks.isEmpty(),
             qPrintable(rendered.remarks.isEmpty()
                            ? QString()
                            : rendered.remarks.first().key + u": " + rendered.remarks.first().text));
    QCOMPARE(rendered.issuer, example.value("issuer"_L1).toString());
    QCOMPARE(rendered.subject, example.value("subject"_L1).toString());
    QCOMPARE(rendered.expression, example.value("expression"_L1).toString());
    QCOMPARE(rendered.audience, example.value("audience"_L1).toString());
    QCOMPARE(preset->flexible, example.contains("expression"_L1));
}

void TestExamples::isRecognised()
{
    QFETCH(QJsonObject, example);
    const auto recognised = catalogue().recognise(credentialOf(example), exchangeAudience);
    QVERIFY(recognised);
    QCOMPARE(recognised->presetId, example.value("preset"_L1).toString());
    QMap<QString, QString> values = textsOf(example.value("values"_L1).toObject());
    values.removeIf([](const auto &entry) { return unwritten.contains(entry.key()); });
    QCOMPARE(recognised->values, values);
}

void TestExamples::tokenFits()
{
    QFETCH(QJsonObject, example);
    const QJsonObject claims = example.value("token"_L1).toObject();
    const QString preset = example.value("preset"_L1).toString();
    if (claims.isEmpty())
        QSKIP("no token of this case");
    if (preset == u"bitbucket" || preset == u"k8s-aks-identity-binding")
        QSKIP("the platform's own tokens are not what such a credential compares");
    trust::PresentedClaims token;
    token.issuer = claims.value("iss"_L1).toString();
    token.subject = claims.value("sub"_L1).toString();
    token.claims = textsOf(claims);
    const trust::FederatedCredential credential = credentialOf(example);
    // Entra writes its own audience as a GUID, so audiences are not compared here.
    token.audience = credential.audiences.first();
    QVERIFY(!trust::mismatch(credential, token));
    token.subject += u'x';
    token.claims.insert(u"repository_id"_s, u"1"_s);
    token.claims.insert(u"project_id"_s, u"1"_s);
    if (preset != u"hcp-terraform-flexible")
        QVERIFY(trust::mismatch(credential, token));
}

void TestExamples::dataIsAsItsSchemaSays_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("presets") << u"presets"_s;
    QTest::newRow("platforms") << u"platforms"_s;
}

void TestExamples::dataIsAsItsSchemaSays()
{
    QFETCH(QString, name);
    const JsonSchema schema(fileAt(u"resources/presets/%1.schema.json"_s.arg(name)));
    const QStringList complaints = schema.complaints(fileAt(u"resources/presets/%1.json"_s.arg(name)));
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.mid(0, 5).join(u'\n')));
}

void TestExamples::schemaRefusesWhatItShould()
{
    const JsonSchema schema(fileAt(u"resources/presets/presets.schema.json"_s));
    const QJsonObject good = fileAt(u"resources/presets/presets.json"_s);
    const auto refuses = [&schema, &good](const QString &member, const QJsonValue &value) {
        QJsonObject document = good;
        QJsonArray presets = document.value("presets"_L1).toArray();
        QJsonObject first = presets.at(0).toObject();
        if (value.isUndefined())
            first.remove(member);
        else
            first.insert(member, value);
        presets.replace(0, first);
        document.insert("presets"_L1, presets);
        return !schema.complaints(document).isEmpty();
    };
    QVERIFY(refuses(u"id"_s, QJsonValue(QJsonValue::Undefined)));
    QVERIFY(refuses(u"id"_s, u"Two Words"_s));
    QVERIFY(refuses(u"expression"_s, u"claims['sub'] eq 'a'"_s)); // beside a subject
    QVERIFY(refuses(u"subject"_s, QJsonValue(QJsonValue::Undefined)));
    QVERIFY(refuses(u"colour"_s, u"red"_s));
    QVERIFY(refuses(u"samples"_s, QJsonArray()));
    QVERIFY(refuses(u"parts"_s, QJsonObject{{u"a"_s, QJsonObject{{u"text"_s, u"b"_s}}}}));
}

} // namespace symbolon::presets

QTEST_GUILESS_MAIN(symbolon::presets::TestExamples)
#include "tst_examples.moc"
