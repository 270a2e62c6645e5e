// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <QSet>
#include <QTest>

namespace symbolon {

namespace {

constexpr ErrorKind lastKind = ErrorKind::OwnerGone;

Error errorOf(ErrorKind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

} // namespace

class TestError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsExplained();
    void titlesDiffer();
    void theServiceIsQuoted();
    void detailsAreListed();
    void hostileWordsAreShown();
    void oneLineHoldsEverything();
};

void TestError::everyKindIsExplained()
{
    for (int kind = 0; kind <= static_cast<int>(lastKind); ++kind) {
        const ErrorText text = explain(errorOf(static_cast<ErrorKind>(kind)));
        QVERIFY2(!text.title.isEmpty(), qPrintable(QString::number(kind)));
        QVERIFY2(text.nextStep.endsWith(u'.'), qPrintable(text.nextStep));
        QVERIFY2(!text.title.endsWith(u'.'), qPrintable(text.title));
        QVERIFY(text.details.isEmpty());
    }
}

void TestError::titlesDiffer()
{
    QSet<QString> titles;
    for (int kind = 0; kind <= static_cast<int>(lastKind); ++kind)
        titles.insert(explain(errorOf(static_cast<ErrorKind>(kind))).title);
    QCOMPARE(titles.size(), static_cast<int>(lastKind) + 1);
}

void TestError::theServiceIsQuoted()
{
    Error error = errorOf(ErrorKind::Forbidden);
    error.message = QStringLiteral("Insufficient privileges to complete the operation.");
    error.subject = QStringLiteral("Reading applications");
    const ErrorText text = explain(error);
    QCOMPARE(text.explanation, error.message);
    QVERIFY(text.title.startsWith(QStringLiteral("Reading applications: ")));
}

void TestError::detailsAreListed()
{
    Error error = errorOf(ErrorKind::Throttled);
    error.httpStatus = 429;
    error.code = QStringLiteral("TooManyRequests");
    error.requestId = QStringLiteral("b0f62116-10b6-4a73-bdb2-281524404e00");
    const QStringList details = explain(error).details;
    QCOMPARE(details.size(), 3);
    QVERIFY(details.at(0).contains(QStringLiteral("429")));
    QVERIFY(details.at(1).contains(error.code));
    QVERIFY(details.at(2).contains(error.requestId));
}

void TestError::hostileWordsAreShown()
{
    Error error = errorOf(ErrorKind::Server);
    error.message = QStringLiteral("a\u202Eb\n");
    error.subject = QStringLiteral("x\u0007");
    error.code = QStringLiteral("c\u200B");
    error.requestId = QStringLiteral("r\u200F");
    const QString line = oneLine(error);
    for (const QChar c : {QChar(0x202E), QChar(u'\n'), QChar(u'\a'), QChar(0x200B), QChar(0x200F)})
        QVERIFY(!line.contains(c));
    QVERIFY(line.contains(QStringLiteral("⟨U+202E⟩")));
}

void TestError::oneLineHoldsEverything()
{
    Error error = errorOf(ErrorKind::NotFound);
    error.httpStatus = 404;
    error.message = QStringLiteral("Resource does not exist.");
    const QString line = oneLine(error);
    const ErrorText text = explain(error);
    QVERIFY(line.startsWith(text.title));
    QVERIFY(line.contains(QStringLiteral("Resource does not exist. ")));
    QVERIFY(line.contains(text.nextStep));
    QVERIFY(line.endsWith(QStringLiteral("(HTTP status: 404)")));
}

} // namespace symbolon

QTEST_GUILESS_MAIN(symbolon::TestError)
#include "tst_error.moc"
