// SPDX-License-Identifier: Apache-2.0
#include "auth/pkce.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace symbolon;

class TestPkce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectorOfTheStandard() // RFC 7636, appendix B
    {
        QCOMPARE(auth::Pkce::fromVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge,
                 QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void everyOneIsNewAndOfTheAllowedForm()
    {
        static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_-]{43}$"));
        QSet<QByteArray> seen;
        for (int round = 0; round < 1000; ++round) {
            const auth::Pkce pkce = auth::Pkce::generate();
            QVERIFY(form.match(QString::fromLatin1(pkce.verifier)).hasMatch());
            QVERIFY(form.match(QString::fromLatin1(pkce.challenge)).hasMatch());
            seen << pkce.verifier;
        }
        QCOMPARE(seen.size(), 1000);
    }
};

QTEST_GUILESS_MAIN(TestPkce)
#include "tst_pkce.moc"
