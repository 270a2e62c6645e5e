// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/sync_text.h"

#include <QTest>

using namespace symbolon;
using workspace::Source;
using workspace::SourcePhase;
using workspace::SyncPhase;

namespace {

workspace::SyncState state(SyncPhase phase)
{
    workspace::SyncState made;
    made.phase = phase;
    for (int i = 0; i < workspace::sourceCount; ++i) {
        workspace::SourceState source;
        source.source = static_cast<Source>(i);
        source.phase = SourcePhase::Done;
        made.sources.append(source);
    }
    made.finishedAt = QDateTime(QDate(2026, 1, 2), QTime(10, 0), Qt::UTC);
    return made;
}

workspace::SourceState &of(workspace::SyncState &made, Source source)
{
    return made.sources[static_cast<int>(source)];
}

} // namespace

class SyncTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowOldTheDataAre();
    void saysThatAnEarlierRunHasReadIt();
    void saysWhatIsBeingRead();
    void saysWhatFailedAndHowOldTheRestIs();
    void aCompleteSyncFailsNothing();
};

void SyncTextTest::saysHowOldTheDataAre()
{
    const workspace::SyncState complete = state(SyncPhase::Complete);
    QCOMPARE(ui::freshnessText(complete, complete.finishedAt.addSecs(130)), QStringLiteral("Synced 2 min ago"));
    QCOMPARE(ui::freshnessText(complete, complete.finishedAt.addSecs(5)), QStringLiteral("Synced just now"));
    QCOMPARE(ui::freshnessLevel(complete), ui::Level::Pass);
    QCOMPARE(ui::freshnessLevel(state(SyncPhase::Partial)), ui::Level::Medium);
    QCOMPARE(ui::freshnessText({}, QDateTime::currentDateTimeUtc()), QStringLiteral("Not read yet"));
}

void SyncTextTest::saysThatAnEarlierRunHasReadIt()
{
    workspace::SyncState cached;
    cached.cachedAt = QDateTime(QDate(2026, 1, 2), QTime(8, 0), Qt::UTC);
    const QDateTime now = cached.cachedAt.addSecs(2 * 3600);
    QCOMPARE(ui::freshnessText(cached, now), QStringLiteral("As of 2 h ago"));
    QCOMPARE(ui::freshnessLevel(cached), ui::Level::None);
    cached.cachedInPart = true;
    QCOMPARE(ui::freshnessText(cached, now), QStringLiteral("In part, as of 2 h ago"));
    cached.cachedInPart = false;
    cached.phase = SyncPhase::Running;
    QCOMPARE(ui::freshnessText(cached, now), QStringLiteral("As of 2 h ago. Reading the tenant"));
    cached.phase = SyncPhase::Cancelled;
    QCOMPARE(ui::freshnessText(cached, now), QStringLiteral("As of 2 h ago. Reading was cancelled"));
}

void SyncTextTest::saysWhatIsBeingRead()
{
    workspace::SyncState running = state(SyncPhase::Running);
    of(running, Source::Applications).phase = SourcePhase::Running;
    of(running, Source::Applications).read = 34;
    const QString text = ui::progressText(running);
    QVERIFY2(text.contains(QStringLiteral("34 so far")), qPrintable(text));
    QVERIFY(text.startsWith(QStringLiteral("Reading ")));
    of(running, Source::Applications).expected = 102;
    QVERIFY(ui::progressText(running).contains(QStringLiteral("34 of about 102")));
    QVERIFY(ui::progressText(state(SyncPhase::Complete)).isEmpty());
}

void SyncTextTest::saysWhatFailedAndHowOldTheRestIs()
{
    workspace::SyncState partial = state(SyncPhase::Partial);
    workspace::SourceState &azure = of(partial, Source::AzureRoles);
    azure.phase = SourcePhase::Failed;
    azure.error = Error{.kind = ErrorKind::Server, .httpStatus = 503, .requestId = QStringLiteral("abc-1")};
    azure.finishedAt = partial.finishedAt.addSecs(-7200);
    const auto one = ui::failureText(partial, partial.finishedAt);
    QVERIFY(one.has_value());
    QVERIFY(one->title.contains(workspace::sourceName(Source::AzureRoles)));
    QVERIFY(one->text.contains(QStringLiteral("2 h ago")));
    QVERIFY(one->details.contains(QStringLiteral("abc-1")));

    of(partial, Source::Applications).phase = SourcePhase::Failed;
    const auto two = ui::failureText(partial, partial.finishedAt);
    QVERIFY2(two->title.startsWith(QStringLiteral("2 of 10 parts")), qPrintable(two->title));
    QVERIFY(!ui::failureLine(partial).isEmpty());
}

void SyncTextTest::aCompleteSyncFailsNothing()
{
    QVERIFY(!ui::failureText(state(SyncPhase::Complete), QDateTime::currentDateTimeUtc()).has_value());
    QVERIFY(ui::failureLine(state(SyncPhase::Complete)).isEmpty());
}

QTEST_GUILESS_MAIN(SyncTextTest)

#include "tst_sync_text.moc"
