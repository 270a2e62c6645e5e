// SPDX-License-Identifier: Apache-2.0
#include "base/block_watch.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <functional>

using namespace symbolon;
using namespace std::chrono_literals;

namespace {

void work(std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
    }
}

// Does what it is told when an event reaches it.
class Receiver final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    std::function<void()> handle = [] {};

    bool event(QEvent *) override
    {
        handle();
        return true;
    }
};

void send(BlockWatch &watch, Receiver &receiver, QEvent::Type type)
{
    QEvent event(type);
    const BlockWatch::Watched watched(watch, &receiver, type);
    receiver.event(&event);
}

} // namespace

class BlockWatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersTheLongestOfAKind();
    void whatIsSentMeanwhileIsPartOfIt();
    void aLoopInsideIsNoBlock();
    void saysWhatItWas();
};

void BlockWatchTest::remembersTheLongestOfAKind()
{
    BlockWatch watch;
    Receiver receiver;
    send(watch, receiver, QEvent::Timer);
    QVERIFY(watch.longest().isEmpty()); // too short to be of interest
    for (const auto time : {6ms, 30ms, 8ms}) {
        receiver.handle = [time] { work(time); };
        send(watch, receiver, QEvent::Timer);
    }
    send(watch, receiver, QEvent::Paint);
    QCOMPARE(watch.longest().size(), 2);
    QCOMPARE(watch.longest().first().event, static_cast<int>(QEvent::Timer));
    QVERIFY(watch.longest().first().duration >= 30ms);
    QVERIFY(watch.longest().first().work <= watch.longest().first().duration + 1ms);
    QVERIFY(watch.busy() >= 52ms);
    watch.reset();
    QVERIFY(watch.longest().isEmpty());
    QCOMPARE(watch.busy(), 0ns);
}

void BlockWatchTest::whatIsSentMeanwhileIsPartOfIt()
{
    BlockWatch watch;
    Receiver inner;
    inner.handle = [] { work(8ms); };
    Receiver outer;
    outer.handle = [&] { send(watch, inner, QEvent::Paint); };
    send(watch, outer, QEvent::Timer);
    QCOMPARE(watch.longest().size(), 1);
    QCOMPARE(watch.longest().first().event, static_cast<int>(QEvent::Timer));
}

void BlockWatchTest::aLoopInsideIsNoBlock()
{
    BlockWatch watch;
    Receiver inner;
    inner.handle = [] { work(8ms); };
    Receiver outer;
    outer.handle = [&] {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            send(watch, inner, QEvent::Paint);
            loop.quit();
        });
        loop.exec();
    };
    send(watch, outer, QEvent::ContextMenu);
    QCOMPARE(watch.longest().size(), 1);
    QCOMPARE(watch.longest().first().event, static_cast<int>(QEvent::Paint));
}

void BlockWatchTest::saysWhatItWas()
{
    BlockWatch watch;
    QVERIFY(watch.text().contains(QStringLiteral("never held up")));
    QObject parent;
    Receiver receiver(&parent);
    receiver.handle = [] { work(5ms); };
    send(watch, receiver, QEvent::MouseMove);
    QVERIFY2(watch.text().contains(QStringLiteral("MouseMove for ")), qPrintable(watch.text()));
    QVERIFY2(watch.text().contains(QStringLiteral("Receiver of QObject, at 20")), qPrintable(watch.text()));
}

QTEST_GUILESS_MAIN(BlockWatchTest)
#include "tst_block_watch.moc"
