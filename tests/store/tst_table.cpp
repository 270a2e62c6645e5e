// SPDX-License-Identifier: Apache-2.0
#include "store/table.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace symbolon;

namespace {

struct Row
{
    int id = 0;
    QString name;

    [[nodiscard]] int key() const { return id; }
    [[nodiscard]] QString searchText() const { return name; }
    bool operator==(const Row &) const = default;
};

// The obvious implementation, for comparison.
struct Naive
{
    QList<Row> rows;

    qsizetype indexOf(int id) const
    {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (rows.at(i).id == id)
                return i;
        }
        return -1;
    }
};

void compare(const store::Table<Row> &table, const Naive &naive)
{
    QCOMPARE(table.size(), naive.rows.size());
    QCOMPARE(table.searchKeys().size(), naive.rows.size());
    for (qsizetype i = 0; i < naive.rows.size(); ++i) {
        QVERIFY(table.at(i) == naive.rows.at(i));
        QVERIFY(table.searchKeys().holds(i, store::Word(naive.rows.at(i).name.toUpper())));
        QVERIFY(!table.searchKeys().holds(i, store::Word(naive.rows.at(i).name + u'x')));
        QCOMPARE(table.positionOf(naive.rows.at(i).id).value_or(-1), i);
        QCOMPARE(table.find(naive.rows.at(i).id), &table.at(i));
    }
}

} // namespace

class TestTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomSequences_data();
    void randomSequences();
    void changeIsNamed();
    void snapshotStaysAsItWas();
    void manyRowsOverManyPieces();
    void clearForgetsEverything();
};

void TestTable::randomSequences_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestTable::randomSequences()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    store::Table<Row> table;
    Naive naive;
    for (int step = 0; step < 400; ++step) {
        const int id = random.bounded(40);
        const qsizetype at = naive.indexOf(id);
        if (random.bounded(3) == 0) {
            const auto removed = table.remove(id);
            QCOMPARE(removed.value_or(-1), at);
            if (at >= 0) {
                naive.rows.swapItemsAt(at, naive.rows.size() - 1);
                naive.rows.removeLast();
            }
        } else {
            const Row row{id, QStringLiteral("Name %1").arg(random.bounded(5))};
            const auto [change, position] = table.upsert(row);
            if (at < 0) {
                QVERIFY(change == store::Change::Inserted);
                naive.rows.append(row);
                QCOMPARE(position, naive.rows.size() - 1);
            } else {
                QVERIFY(change == (naive.rows.at(at) == row ? store::Change::Same : store::Change::Changed));
                naive.rows[at] = row;
                QCOMPARE(position, at);
            }
        }
        compare(table, naive);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestTable::changeIsNamed()
{
    store::Table<Row> table;
    QVERIFY(table.upsert({7, QStringLiteral("a")}).first == store::Change::Inserted);
    QVERIFY(table.upsert({7, QStringLiteral("a")}).first == store::Change::Same);
    QVERIFY(table.upsert({7, QStringLiteral("b")}).first == store::Change::Changed);
    QCOMPARE(table.remove(8), std::nullopt);
}

void TestTable::snapshotStaysAsItWas()
{
    store::Table<Row> table;
    table.upsert({1, QStringLiteral("one")});
    const store::Table<Row> snapshot = table;
    table.upsert({1, QStringLiteral("changed")});
    table.upsert({2, QStringLiteral("two")});
    QCOMPARE(snapshot.size(), 1);
    QCOMPARE(snapshot.find(1)->name, QStringLiteral("one"));
    QCOMPARE(snapshot.find(2), nullptr);
}

// More than a piece, keys in every shard, and a snapshot that is taken while rows come and go.
void TestTable::manyRowsOverManyPieces()
{
    store::Table<Row> table;
    constexpr int count = 5 * store::Table<Row>::pieceSize;
    for (int id = 0; id < count; ++id)
        table.upsert({id, QString::number(id)});
    const store::Table<Row> snapshot = table;
    for (int id = 0; id < count; id += 2)
        QVERIFY(table.remove(id).has_value());
    for (int id = 1; id < count; id += 2)
        table.upsert({id, QStringLiteral("odd")});
    QCOMPARE(table.size(), count / 2);
    for (int id = 0; id < count; ++id) {
        QCOMPARE(snapshot.find(id)->name, QString::number(id));
        QCOMPARE(snapshot.positionOf(id).value_or(-1), id);
        QCOMPARE(table.find(id) != nullptr, id % 2 == 1);
    }
    QCOMPARE(std::count_if(table.rows().cbegin(), table.rows().cend(),
                           [](const Row &row) { return row.name == QStringLiteral("odd"); }),
             count / 2);
}

void TestTable::clearForgetsEverything()
{
    store::Table<Row> table;
    table.upsert({1, QStringLiteral("one")});
    table.clear();
    QCOMPARE(table.size(), 0);
    QCOMPARE(table.find(1), nullptr);
    QCOMPARE(table.searchKeys().size(), 0);
    QVERIFY(table.rows().isEmpty());
}

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
