// SPDX-License-Identifier: Apache-2.0
#include "store/visible_rows.h"

#include <QRandomGenerator>
#include <QTest>

using namespace symbolon;
using store::VisibleRows;

namespace {

// Texts as a table gives them to a query.
struct Keys
{
    QStringList texts;

    [[nodiscard]] qsizetype size() const { return texts.size(); }
    [[nodiscard]] bool holds(qsizetype position, const store::Word &word) const { return word.in(texts.at(position)); }
};

const QList<QString> keys{QStringLiteral("hr sync github"), QStringLiteral("payments aks"),
                          QStringLiteral("hr portal aks"), QStringLiteral("straße gitlab")};

QString randomText(QRandomGenerator &random)
{
    static const QStringList words{QStringLiteral("alpha"), QStringLiteral("beta"), QStringLiteral("gamma"),
                                   QStringLiteral("delta")};
    QStringList text;
    for (int i = random.bounded(4); i >= 0; --i)
        text << words.at(random.bounded(static_cast<int>(words.size())));
    return text.join(u' ');
}

// The obvious implementation: pick, then insertion sort.
VisibleRows naive(const QList<QString> &texts, const QStringList &words, bool sorted, bool descending)
{
    VisibleRows rows;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(texts.size()); ++i) {
        bool all = i % 3 != 0;
        for (const QString &word : words)
            all = all && texts.at(i).indexOf(word) >= 0;
        if (!all)
            continue;
        auto place = rows.end();
        if (sorted) {
            while (place != rows.begin()) {
                const QString &before = texts.at(*(place - 1));
                const bool goesBefore = descending ? before < texts.at(i) : texts.at(i) < before;
                if (!goesBefore)
                    break;
                --place;
            }
        }
        rows.insert(place, i);
    }
    return rows;
}

} // namespace

class TestVisibleRows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsFoldAsTextsDo_data();
    void wordsFoldAsTextsDo();
    void words_data();
    void words();
    void tiesStayInTableOrder();
    void descendingTableOrderIsReversed();
    void randomAgainstNaive_data();
    void randomAgainstNaive();
};

void TestVisibleRows::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("empty") << QString() << QList<int>{0, 1, 2, 3};
    QTest::newRow("one word") << QStringLiteral("aks") << QList<int>{1, 2};
    QTest::newRow("all words must occur") << QStringLiteral("aks hr") << QList<int>{2};
    QTest::newRow("case is folded") << QStringLiteral("STRAßE") << QList<int>{3};
    QTest::newRow("blanks around") << QStringLiteral("  github\t") << QList<int>{0};
    QTest::newRow("nothing fits") << QStringLiteral("nothing") << QList<int>{};
}

void TestVisibleRows::words()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, expected);
    QList<QString> folded;
    for (const QString &key : keys)
        folded << key.toCaseFolded();
    QList<int> shown;
    for (const std::uint32_t row : store::visibleRows(Keys{folded}, {text, {}, {}, false}))
        shown << static_cast<int>(row);
    QCOMPARE(shown, expected);
}

void TestVisibleRows::tiesStayInTableOrder()
{
    store::Query query;
    query.lessThan = [](std::uint32_t a, std::uint32_t b) { return a % 2 < b % 2; };
    QVERIFY(store::visibleRows(Keys{keys}, query) == (VisibleRows{0, 2, 1, 3}));
    query.descending = true;
    QVERIFY(store::visibleRows(Keys{keys}, query) == (VisibleRows{1, 3, 0, 2}));
}

void TestVisibleRows::descendingTableOrderIsReversed()
{
    store::Query query;
    query.descending = true;
    QVERIFY(store::visibleRows(Keys{keys}, query) == (VisibleRows{3, 2, 1, 0}));
}

void TestVisibleRows::randomAgainstNaive_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestVisibleRows::randomAgainstNaive()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    QList<QString> texts;
    for (int i = random.bounded(200); i > 0; --i)
        texts << randomText(random);
    const QStringList words = randomText(random).split(u' ').mid(0, random.bounded(3));
    const bool sorted = random.bounded(2) == 0;
    const bool descending = sorted && random.bounded(2) == 0;
    store::Query query;
    query.text = words.join(u' ');
    query.accept = [](std::uint32_t row) { return row % 3 != 0; };
    if (sorted)
        query.lessThan = [texts](std::uint32_t a, std::uint32_t b) { return texts.at(a) < texts.at(b); };
    query.descending = descending;
    QVERIFY(store::visibleRows(Keys{texts}, query) == naive(texts, words, sorted, descending));
}

void TestVisibleRows::wordsFoldAsTextsDo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    const QStringList texts{QStringLiteral("Contoso-PROD"), QStringLiteral("Straße"),     QStringLiteral("ΣΊΣΥΦΟΣ"),
                            QStringLiteral("\u212Aelvin"),  QStringLiteral("aab"),        QString(),
                            QStringLiteral("long \u017Fs"), QStringLiteral("\U00010400x")};
    const QStringList words{QStringLiteral("prod"),
                            QStringLiteral("STRASSE"),
                            QStringLiteral("straße"),
                            QStringLiteral("σίσυφοσ"),
                            QStringLiteral("kelvin"),
                            QStringLiteral("ab"),
                            QString(),
                            QStringLiteral("Ss"),
                            QStringLiteral("\U00010428X"),
                            QStringLiteral("b-")};
    for (const QString &text : texts) {
        for (const QString &word : words)
            QTest::addRow("%s in %s", qUtf8Printable(word), qUtf8Printable(text)) << text << word;
    }
}

void TestVisibleRows::wordsFoldAsTextsDo()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    QCOMPARE(store::Word(word).in(text), text.toCaseFolded().contains(word.toCaseFolded()));
}

QTEST_GUILESS_MAIN(TestVisibleRows)
#include "tst_visible_rows.moc"
