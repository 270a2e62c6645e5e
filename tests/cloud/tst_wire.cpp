// SPDX-License-Identifier: Apache-2.0
// Any credential survives the way to a service and back: Microsoft Graph and Azure Resource Manager.
#include "cloud/arm_codec.h"
#include "cloud/graph_codec.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::cloud {
namespace {

// Any text that UTF-8 can carry: lone halves of a pair cannot be sent to anybody.
QString someText(QRandomGenerator &random, int longest)
{
    const QStringList pieces{u"repo:contoso/a:"_s, u"\"\\"_s, u"\n\t\u0000"_s, u"\u202E\u200B"_s, u"${}$( )#{"_s,
                             u"'=cmd"_s,           u"ü"_s,    u"\U0001F512"_s, u"null"_s,         u" "_s};
    QString text;
    for (int left = random.bounded(longest + 1); left > 0; --left) {
        const char16_t sign = static_cast<char16_t>(random.bounded(0xD800));
        text += random.bounded(3) ? pieces.at(random.bounded(static_cast<int>(pieces.size()))) : QString(QChar(sign));
    }
    return text;
}

trust::FederatedCredential someCredential(QRandomGenerator &random)
{
    trust::FederatedCredential credential;
    credential.name = u"n"_s + someText(random, 4);
    credential.issuer = someText(random, 6);
    if (random.bounded(2))
        credential.subject = someText(random, 8);
    else
        credential.expression = trust::ClaimsExpression{someText(random, 8), 1 + random.bounded(2)};
    for (int left = 1 + random.bounded(2); left > 0; --left)
        credential.audiences << someText(random, 3);
    return credential;
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graphGivesBackWhatItWasGiven();
    void armGivesBackWhatItWasGiven();
};

void TestWire::graphGivesBackWhatItWasGiven()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 5'000; ++round) {
        trust::FederatedCredential credential = someCredential(random);
        credential.description = someText(random, 5);
        const QByteArray sent = graph::encodeCredential(credential);
        const auto read = graph::decodeCredential(sent);
        QVERIFY2(read, sent.constData());
        QCOMPARE(*read, credential);
        QVERIFY(QJsonDocument::fromJson(sent).isObject()); // for a reader that is not ours, too
    }
}

void TestWire::armGivesBackWhatItWasGiven()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 5'000; ++round) {
        trust::FederatedCredential credential = someCredential(random);
        // The name is in the address; the service tells it and an id in its answer.
        QJsonObject answer = QJsonDocument::fromJson(arm::encodeCredential(credential)).object();
        credential.id = u"/subscriptions/s/f/1"_s;
        answer.insert("id"_L1, u"/subscriptions/s/f/1"_s);
        answer.insert("name"_L1, credential.name);
        const auto read = arm::decodeCredential(QJsonDocument(answer).toJson());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
        QCOMPARE(*read, credential);
    }
}

} // namespace symbolon::cloud

QTEST_GUILESS_MAIN(symbolon::cloud::TestWire)
#include "tst_wire.moc"
