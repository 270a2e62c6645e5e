// SPDX-License-Identifier: Apache-2.0
#include "net/pacer.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace symbolon;
using net::Pacer;
using std::chrono::milliseconds;

namespace {

// Microsoft Graph's token bucket of a small tenant, as its throttling limits describe it.
struct Bucket
{
    double size = 3500;
    double perSecond = 350;
    double level = 3500;
    Pacer::Moment filled{};

    net::Response answer(Pacer::Moment now)
    {
        const double seconds = std::chrono::duration<double>(now - filled).count();
        level = std::min(size, level + seconds * perSecond);
        filled = now;
        net::Response response;
        response.status = level < 1 ? 429 : 200;
        if (response.status == 429)
            response.headers.append(net::Header{"Retry-After", "1"});
        level -= 1;
        response.headers.append(net::Header{"x-ms-resource-unit", "1"});
        const double used = 1 - level / size;
        if (used > 0.8)
            response.headers.append(net::Header{"x-ms-throttle-limit-percentage", QByteArray::number(used, 'f', 2)});
        return response;
    }
};

struct Outcome
{
    milliseconds passed{0};
    int refused = 0;
    double fewestLeft = 3500;
};

// Batches of twenty, four at once, until so many items were answered.
Outcome readAll(Bucket bucket, int items, milliseconds latency)
{
    struct Batch
    {
        Pacer::Moment due;
        std::deque<net::Response> answers;
    };
    Pacer pacer;
    Outcome outcome;
    std::deque<Batch> underWay;
    const Pacer::Moment start{std::chrono::hours(1)};
    bucket.filled = start;
    Pacer::Moment now = start;
    for (; items > 0 || !underWay.empty(); now += milliseconds(1)) {
        while (!underWay.empty() && underWay.front().due <= now) {
            for (const net::Response &answer : underWay.front().answers)
                pacer.heed(net::Service::Graph, answer, now);
            underWay.pop_front();
        }
        while (items > 0 && underWay.size() < 4 && pacer.pause(net::Service::Graph, now).count() == 0) {
            Batch batch{now + latency, {}};
            for (int i = 0; i < 20; ++i) {
                batch.answers.push_back(bucket.answer(now));
                outcome.refused += batch.answers.back().status == 429 ? 1 : 0;
            }
            outcome.fewestLeft = std::min(outcome.fewestLeft, bucket.level);
            items -= 20;
            underWay.push_back(batch);
        }
    }
    outcome.passed = std::chrono::duration_cast<milliseconds>(now - start);
    return outcome;
}

} // namespace

class PacerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsRefusedAndLittleIsLeftOver_data()
    {
        QTest::addColumn<int>("latency");
        QTest::addColumn<double>("bucket");
        QTest::newRow("near, small tenant") << 10 << 3500.0;
        QTest::newRow("usual, small tenant") << 60 << 3500.0;
        QTest::newRow("far, small tenant") << 250 << 3500.0;
        QTest::newRow("usual, medium tenant") << 60 << 5000.0;
        QTest::newRow("usual, large tenant") << 60 << 8000.0;
    }

    void nothingIsRefusedAndLittleIsLeftOver()
    {
        QFETCH(int, latency);
        QFETCH(double, bucket);
        constexpr int items = 20'000;
        const Outcome outcome = readAll({bucket, bucket / 10, bucket, {}}, items, milliseconds(latency));
        QCOMPARE(outcome.refused, 0);
        QVERIFY2(outcome.fewestLeft > 20, qPrintable(QString::number(outcome.fewestLeft))); // for a person
        // What the bucket allows, or what four batches at once come to.
        const double bucketTime = (items - bucket) / (bucket / 10) * 1000;
        const double roundTrips = items / 80.0 * latency;
        const double least = std::max(bucketTime, roundTrips);
        QVERIFY2(static_cast<double>(outcome.passed.count()) < 1.1 * least + 2.0 * latency,
                 qPrintable(QStringLiteral("%1 of %2 ms").arg(outcome.passed.count()).arg(least)));
    }

    void nobodyIsAskedBeforeTheEndOfRetryAfter()
    {
        Pacer pacer;
        const Pacer::Moment now{std::chrono::hours(1)};
        net::Response refusal;
        refusal.status = 429;
        refusal.headers.append(net::Header{"Retry-After", "7"});
        pacer.heed(net::Service::Graph, refusal, now);
        QVERIFY(pacer.pause(net::Service::Graph, now) >= std::chrono::seconds(7));
        QCOMPARE(pacer.pause(net::Service::Arm, now), milliseconds(0));
        QCOMPARE(pacer.pause(net::Service::Graph, now + std::chrono::seconds(8)), milliseconds(0));
    }
};

QTEST_GUILESS_MAIN(PacerTest)
#include "tst_pacer.moc"
