// SPDX-License-Identifier: Apache-2.0
#include "base/async.h"
#include "base/worker.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

namespace symbolon {

class TestAsync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyFutureArrivesFromTheEventLoop();
    void lateConsumerHearsOfAnEarlierEnd();
    void firstFinishCounts();
    void droppedCompletionIsAnError();
    void copiesKeepTheOperationAlive();
    void nothingArrivesAfterTheContextHasGone();
    void finishOutlivesTheConsumer();
    void workerRunsElsewhereAndAnswersHere();
    void workerFailuresAreValues();
    void workerNeverUsesMoreThanTwoThreads();
};

void TestAsync::readyFutureArrivesFromTheEventLoop()
{
    std::optional<Result<int>> received;
    whenDone(readyFuture<int>(7), this, [&received](Result<int> result) { received = std::move(result); });
    QVERIFY(!received); // never before whenDone() has returned
    QTRY_VERIFY(received);
    QCOMPARE(received->value(), 7);
}

void TestAsync::lateConsumerHearsOfAnEarlierEnd()
{
    const Completion<QString> completion;
    completion.finish(QStringLiteral("early"));
    QVERIFY(completion.isDone());
    QCoreApplication::processEvents();
    QString received;
    whenDone(completion.future(), this, [&received](const Result<QString> &result) { received = result.value(); });
    QVERIFY(received.isEmpty());
    QTRY_COMPARE(received, QStringLiteral("early"));
}

void TestAsync::firstFinishCounts()
{
    const Completion<int> completion;
    QVERIFY(!completion.isDone());
    int calls = 0;
    std::optional<Result<int>> received;
    whenDone(completion.future(), this, [&](Result<int> result) {
        ++calls;
        received = std::move(result);
    });
    completion.finish(1);
    completion.finish(2);
    Error error;
    error.kind = ErrorKind::Cancelled;
    completion.finish(failure(error));
    QTRY_VERIFY(received);
    QCOMPARE(received->value(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 1);
}

void TestAsync::droppedCompletionIsAnError()
{
    auto completion = std::make_unique<Completion<int>>();
    std::optional<Result<int>> received;
    whenDone(completion->future(), this, [&received](Result<int> result) { received = std::move(result); });
    completion.reset();
    QTRY_VERIFY(received);
    QVERIFY(!received->has_value());
    QCOMPARE(received->error().kind, ErrorKind::OwnerGone);
}

void TestAsync::copiesKeepTheOperationAlive()
{
    auto first = std::make_unique<Completion<int>>();
    const Completion<int> second(*first);
    std::optional<Result<int>> received;
    whenDone(second.future(), this, [&received](Result<int> result) { received = std::move(result); });
    first.reset();
    QCoreApplication::processEvents();
    QVERIFY(!received);
    second.finish(3);
    QTRY_VERIFY(received);
    QCOMPARE(received->value(), 3);
}

void TestAsync::nothingArrivesAfterTheContextHasGone()
{
    const Completion<int> completion;
    auto context = std::make_unique<QObject>();
    bool called = false;
    bool sentinel = false;
    whenDone(completion.future(), context.get(), [&called](const Result<int> &) { called = true; });
    completion.finish(1);
    context.reset(); // the end is on its way already
    whenDone(readyFuture<int>(0), this, [&sentinel](const Result<int> &) { sentinel = true; });
    QTRY_VERIFY(sentinel);
    QVERIFY(!called);
}

void TestAsync::finishOutlivesTheConsumer()
{
    const Completion<std::shared_ptr<int>> completion;
    {
        QObject context;
        whenDone(completion.future(), &context,
                 [](const Result<std::shared_ptr<int>> &) { QFAIL("The context has gone."); });
    }
    completion.finish(std::make_shared<int>(5)); // into the void, without harm
    QCoreApplication::processEvents();
    QVERIFY(completion.isDone());
}

void TestAsync::workerRunsElsewhereAndAnswersHere()
{
    Worker worker;
    const QThread *workedIn = nullptr;
    const QThread *answeredIn = nullptr;
    int value = 0;
    whenDone(worker.run([&workedIn]() -> Result<int> {
        workedIn = QThread::currentThread();
        return 11;
    }),
             this, [&](const Result<int> &result) {
                 answeredIn = QThread::currentThread();
                 value = result.value();
             });
    QTRY_COMPARE(value, 11);
    QCOMPARE(answeredIn, thread());
    QVERIFY(workedIn != thread());
}

void TestAsync::workerFailuresAreValues()
{
    Worker worker;
    std::optional<Result<int>> received;
    whenDone(worker.run([]() -> Result<int> {
        Error error;
        error.kind = ErrorKind::Storage;
        return failure(error);
    }),
             this, [&received](Result<int> result) { received = std::move(result); });
    QTRY_VERIFY(received);
    QCOMPARE(received->error().kind, ErrorKind::Storage);
}

void TestAsync::workerNeverUsesMoreThanTwoThreads()
{
    Worker worker;
    QSemaphore started;
    QSemaphore mayEnd;
    int ended = 0;
    for (int i = 0; i < 3; ++i) {
        whenDone(worker.run([&started, &mayEnd]() -> Result<int> {
            started.release();
            mayEnd.acquire();
            return 0;
        }),
                 this, [&ended](const Result<int> &) { ++ended; });
    }
    QVERIFY(started.tryAcquire(2, 10000));
    QVERIFY(!started.tryAcquire(1, 100)); // the third waits for a free thread
    mayEnd.release(3);
    QTRY_COMPARE(ended, 3);
}

} // namespace symbolon

QTEST_GUILESS_MAIN(symbolon::TestAsync)
#include "tst_async.moc"
