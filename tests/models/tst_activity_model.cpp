// SPDX-License-Identifier: Apache-2.0
#include "ui/models/activity_model.h"
#include "workspace/diagnostics.h"
#include "workspace/sync_state.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace symbolon;

namespace {

net::Activity activity(int status, const QString &path)
{
    net::Activity made;
    made.startedAt = QDateTime(QDate(2026, 5, 1), QTime(12, 0), Qt::UTC);
    made.service = net::Service::Graph;
    made.method = "GET";
    made.path = path;
    made.status = status;
    made.requestId = QStringLiteral("id-of-") + path;
    if (status == 0)
        made.error = ErrorKind::Timeout;
    return made;
}

} // namespace

class ActivityModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestStandsFirst();
    void theOldestAreForgotten();
    void filters_data();
    void filters();
    void diagnosticsHoldNoSecret();
};

void ActivityModelTest::newestStandsFirst()
{
    net::ActivityLog log;
    log.record(activity(200, QStringLiteral("a")));
    ui::ActivityModel model(log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 1);
    log.record(activity(200, QStringLiteral("b")));
    log.note(net::Service::Graph, QStringLiteral("One by one."));
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(0)->note, QStringLiteral("One by one."));
    QCOMPARE(model.at(1)->path, QStringLiteral("b"));
    QCOMPARE(model.at(2)->path, QStringLiteral("a"));
    QVERIFY(model.at(3) == nullptr);
}

void ActivityModelTest::theOldestAreForgotten()
{
    constexpr int capacity = 10;
    net::ActivityLog log(capacity);
    ui::ActivityModel model(log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 7; ++i)
            log.record(activity(200, QString::number(round * 7 + i)));
        model.catchUp();
        QCOMPARE(model.rowCount(), static_cast<int>(log.entries().size()));
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(*model.at(row) == log.entries().at(log.entries().size() - 1 - row));
    }
}

void ActivityModelTest::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("chip");
    QTest::addColumn<int>("rows");
    QTest::newRow("nothing") << QString() << QString() << 5;
    QTest::newRow("failed") << QString() << QStringLiteral("failed") << 2;
    QTest::newRow("throttled") << QString() << QStringLiteral("throttled") << 1;
    QTest::newRow("remarks") << QString() << QStringLiteral("remarks") << 1;
    QTest::newRow("path") << QStringLiteral("USERS") << QString() << 1;
    QTest::newRow("status") << QStringLiteral("429") << QString() << 1;
    QTest::newRow("request id") << QStringLiteral("id-of-apps") << QString() << 1;
    QTest::newRow("service and path") << QStringLiteral("graph apps") << QString() << 1;
    QTest::newRow("chip and text") << QStringLiteral("apps") << QStringLiteral("failed") << 0;
}

void ActivityModelTest::filters()
{
    QFETCH(QString, text);
    QFETCH(QString, chip);
    QFETCH(int, rows);
    net::ActivityLog log;
    log.record(activity(200, QStringLiteral("apps")));
    log.record(activity(403, QStringLiteral("users")));
    log.record(activity(429, QStringLiteral("groups")));
    log.record(activity(0, QStringLiteral("roles")));
    log.note(net::Service::Arm, QStringLiteral("Slowly."));
    ui::ActivityModel model(log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({text, chip == u"failed", chip == u"throttled", chip == u"remarks"});
    QCOMPARE(model.rowCount(), rows);
}

void ActivityModelTest::diagnosticsHoldNoSecret()
{
    net::ActivityLog log;
    net::Activity one = activity(200, QStringLiteral("/x?code=sesame\u202e"));
    one.requestId = QStringLiteral("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln");
    log.record(one);
    workspace::SyncState sync;
    workspace::SourceState source;
    source.phase = workspace::SourcePhase::Failed;
    source.error = Error{.kind = ErrorKind::Forbidden,
                         .httpStatus = 403,
                         .code = QStringLiteral("Denied"),
                         .requestId = QStringLiteral("r-1"),
                         .message = QStringLiteral("Bearer abcdef\nnext")};
    sync.sources = {source};
    const QString text = workspace::requestsText(log) + workspace::syncText(sync);
    QVERIFY2(!text.contains(QStringLiteral("sesame")) && !text.contains(QStringLiteral("eyJ"))
                 && !text.contains(QStringLiteral("abcdef")) && !text.contains(QChar(0x202e)),
             qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("graph: 200: 1")));
    QVERIFY(text.contains(QStringLiteral("HTTP 403, Denied, request id r-1")));
    QVERIFY(text.contains(QStringLiteral("not complete")));
}

QTEST_GUILESS_MAIN(ActivityModelTest)
#include "tst_activity_model.moc"
