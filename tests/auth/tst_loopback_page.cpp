// SPDX-License-Identifier: Apache-2.0
#include "auth/loopback_page.h"

#include <QCryptographicHash>
#include <QTest>

using namespace symbolon;
using auth::LoopbackPage;

namespace {

QByteArray header(const QByteArray &answer, const QByteArray &name)
{
    const QByteArrayList lines = answer.left(answer.indexOf("\r\n\r\n")).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name) && line.mid(name.size()).startsWith(": "))
            return line.mid(name.size() + 2).trimmed();
    }
    return {};
}

} // namespace

class TestLoopbackPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileTextStaysText_data()
    {
        QTest::addColumn<QString>("hostile");
        QTest::addColumn<QString>("expected");
        QTest::newRow("markup") << QStringLiteral("<img src=x onerror=1><b>Admin</b>")
                                << QStringLiteral("&lt;img src=x onerror=1&gt;&lt;b&gt;Admin&lt;/b&gt;");
        QTest::newRow("out of the title")
            << QStringLiteral("</title><script>alert(1)</script>") << QStringLiteral("&lt;/title&gt;&lt;script&gt;");
        QTest::newRow("quotes") << QStringLiteral("\" onload=\"x") << QStringLiteral("&quot; onload=&quot;x");
        QTest::newRow("bidi") << QStringLiteral("a\u202Eb") << QStringLiteral("a⟨U+202E⟩b");
        QTest::newRow("line feeds") << QStringLiteral("a\r\nSet-Cookie: x")
                                    << QStringLiteral("⟨U+000D⟩⟨U+000A⟩Set-Cookie");
    }
    void hostileTextStaysText()
    {
        QFETCH(QString, hostile);
        QFETCH(QString, expected);
        const Error error{.kind = ErrorKind::Forbidden, .code = hostile, .requestId = hostile, .message = hostile};
        for (const LoopbackPage &page : {LoopbackPage::signedIn(hostile), LoopbackPage::failed(error)}) {
            const QByteArray answer = auth::httpAnswer(page);
            const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
            QVERIFY2(body.contains(expected.toUtf8()), body.constData());
            QVERIFY(!body.contains(hostile.toUtf8()));
            QVERIFY(!body.contains("<script"));
            QCOMPARE(header(answer, "Set-Cookie"), QByteArray());
        }
    }

    void headersAllowNothing()
    {
        const QByteArray answer = auth::httpAnswer(LoopbackPage::signedIn(QStringLiteral("dana")));
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
        QCOMPARE(header(answer, "Content-Length").toInt(), body.size());
        QCOMPARE(header(answer, "Cache-Control"), QByteArray("no-store"));
        QCOMPARE(header(answer, "Referrer-Policy"), QByteArray("no-referrer"));
        QCOMPARE(header(answer, "Connection"), QByteArray("close"));
        const QByteArray policy = header(answer, "Content-Security-Policy");
        QVERIFY(policy.contains("default-src 'none'"));
        // The hash is that of the style that the page carries: a browser applies it.
        const qsizetype begin = body.indexOf("<style>") + 7;
        const QByteArray style = body.mid(begin, body.indexOf("</style>") - begin);
        QVERIFY(policy.contains(QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64()));
    }

    void failureTellsReasonNextStepAndIds()
    {
        const Error error{.kind = ErrorKind::ConsentNeeded,
                          .code = QStringLiteral("AADSTS65001"),
                          .requestId = QStringLiteral("trace-1"),
                          .message = QStringLiteral("The user or administrator has not consented.")};
        const QByteArray answer = auth::httpAnswer(LoopbackPage::failed(error));
        const ErrorText text = explain(error);
        for (const QString &part : {text.title, text.explanation, text.nextStep, error.code, error.requestId})
            QVERIFY2(answer.contains(part.toHtmlEscaped().toUtf8()), qPrintable(part));
    }
};

QTEST_GUILESS_MAIN(TestLoopbackPage)
#include "tst_loopback_page.moc"
