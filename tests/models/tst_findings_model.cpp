// SPDX-License-Identifier: Apache-2.0
#include "models/rows.h"
#include "ui/models/findings_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace symbolon;
using workspace::IdentityRow;

namespace {

ui::RuleTitles titles()
{
    return {{{QStringLiteral("WIF-SUB-001"), QStringLiteral("Pull-request tokens")},
             {QStringLiteral("WIF-HYG-005"), QStringLiteral("Close to 20")},
             {QStringLiteral("WIF-PRV-004"), QStringLiteral("Azure control plane")}}};
}

IdentityRow named(int number, const QString &name)
{
    QRandomGenerator random(1);
    IdentityRow row = test::identityRow(number, random);
    row.identity.displayName = name;
    return row;
}

store::Table<IdentityRow> sample()
{
    store::Table<IdentityRow> table;
    IdentityRow first = named(1, QStringLiteral("beta"));
    first.verdicts = {
        test::verdict(first, QStringLiteral("WIF-SUB-001"), risk::Severity::Medium, risk::Outcome::Finding,
                      QStringLiteral("pr")),
        test::verdict(first, QStringLiteral("WIF-HYG-005"), risk::Severity::Low),
        test::verdict(first, QStringLiteral("WIF-PRV-004"), risk::Severity::Critical, risk::Outcome::Unknown),
    };
    table.upsert(first);
    IdentityRow second = named(2, QStringLiteral("alpha"));
    second.verdicts = {
        test::verdict(second, QStringLiteral("WIF-SUB-001"), risk::Severity::Critical, risk::Outcome::Finding,
                      QStringLiteral("pr")),
        test::verdict(second, QStringLiteral("WIF-HYG-005"), risk::Severity::Low, risk::Outcome::Pass),
        test::verdict(second, QStringLiteral("WIF-PRV-004"), risk::Severity::Critical, risk::Outcome::NotApplicable),
    };
    table.upsert(second);
    return table;
}

} // namespace

class FindingsModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByRuleWorstFirst();
    void unknownsStandApart();
    void filters_data();
    void filters();
    void staysTrueThroughRandomSequences();
    void expandedGroupsAndSelectionFollow();

private:
    Worker m_worker;
};

void FindingsModelTest::groupsByRuleWorstFirst()
{
    const ui::FindingsTree tree = ui::findingsTree(sample(), titles(), {});
    QCOMPARE(tree.groups.size(), 3);
    QCOMPARE(tree.groups.at(0).ruleId, QStringLiteral("WIF-SUB-001"));
    QCOMPARE(tree.groups.at(0).severity, risk::Severity::Critical);
    QCOMPARE(tree.groups.at(0).rows.at(0).identityName, QStringLiteral("alpha"));
    QCOMPARE(tree.groups.at(0).rows.at(1).identityName, QStringLiteral("beta"));
    QCOMPARE(tree.groups.at(1).ruleId, QStringLiteral("WIF-HYG-005"));
    QCOMPARE(tree.groups.at(1).rows.size(), 1);
    QCOMPARE(tree.counts.findings, 3);
    QCOMPARE(tree.counts.identities, 2);
    QCOMPARE(tree.counts.bySeverity.value(risk::Severity::Critical), 1);
}

void FindingsModelTest::unknownsStandApart()
{
    const ui::FindingsTree tree = ui::findingsTree(sample(), titles(), {});
    QCOMPARE(tree.groups.last().ruleId, QStringLiteral("WIF-PRV-004"));
    QCOMPARE(tree.groups.last().outcome, risk::Outcome::Unknown);
    QCOMPARE(tree.counts.unknown, 1);
    // A critical rule that could not be judged is not a critical finding.
    QCOMPARE(tree.counts.bySeverity.value(risk::Severity::Critical), 1);
}

void FindingsModelTest::filters_data()
{
    QTest::addColumn<ui::FindingsFilter>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("everything") << ui::FindingsFilter{} << 4;
    QTest::newRow("one severity") << ui::FindingsFilter{{}, {risk::Severity::Low}, false} << 1;
    QTest::newRow("two severities") << ui::FindingsFilter{{}, {risk::Severity::Low, risk::Severity::Critical}, false}
                                    << 2;
    QTest::newRow("what could not be judged") << ui::FindingsFilter{{}, {}, true} << 1;
    QTest::newRow("rule id") << ui::FindingsFilter{QStringLiteral("wif-sub"), {}, false} << 2;
    QTest::newRow("title") << ui::FindingsFilter{QStringLiteral("close 20"), {}, false} << 1;
    QTest::newRow("evidence") << ui::FindingsFilter{QStringLiteral("HR-SYNC"), {}, false} << 3;
    QTest::newRow("identity") << ui::FindingsFilter{QStringLiteral("alpha"), {}, false} << 1;
    QTest::newRow("nothing") << ui::FindingsFilter{QStringLiteral("zzz"), {}, false} << 0;
}

void FindingsModelTest::filters()
{
    QFETCH(ui::FindingsFilter, filter);
    QFETCH(int, rows);
    const ui::FindingsTree tree = ui::findingsTree(sample(), titles(), filter);
    int found = 0;
    for (const ui::FindingGroup &group : tree.groups)
        found += static_cast<int>(group.rows.size());
    QCOMPARE(found, rows);
    QCOMPARE(tree.counts.findings, 3);
}

void FindingsModelTest::staysTrueThroughRandomSequences()
{
    QRandomGenerator random(21);
    ui::FindingsModel model(m_worker, titles());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    store::Table<IdentityRow> table;
    ui::FindingsFilter filter;
    const QStringList rules{QStringLiteral("WIF-SUB-001"), QStringLiteral("WIF-HYG-005"),
                            QStringLiteral("WIF-NEW-001")};
    for (int step = 0; step < 40; ++step) {
        switch (random.bounded(4)) {
        case 0:
        case 1: {
            const int number = random.bounded(10);
            IdentityRow row = named(number, QStringLiteral("identity-%1").arg(number));
            for (const QString &rule : rules) {
                const auto outcome = static_cast<risk::Outcome>(random.bounded(4));
                row.verdicts.append(test::verdict(row, rule, static_cast<risk::Severity>(random.bounded(5)), outcome));
            }
            table.upsert(row);
            break;
        }
        case 2:
            filter.severities.clear();
            filter.unknown = random.bounded(2) == 0;
            filter.severities.insert(static_cast<risk::Severity>(random.bounded(5)));
            break;
        default:
            if (table.size() > 0)
                table.remove(table.at(random.bounded(static_cast<int>(table.size()))).key());
        }
        model.setFilter(filter);
        model.setSource(table);
        QTRY_VERIFY(model.isSettled());
        const ui::FindingsTree expected = ui::findingsTree(table, titles(), filter);
        QCOMPARE(model.rowCount(), static_cast<int>(expected.groups.size()));
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex index = model.index(group, 0);
            QVERIFY(*model.groupAt(index) == expected.groups.at(group));
            QCOMPARE(model.rowCount(index), static_cast<int>(expected.groups.at(group).rows.size()));
        }
    }
}

void FindingsModelTest::expandedGroupsAndSelectionFollow()
{
    ui::FindingsModel model(m_worker, titles());
    store::Table<IdentityRow> table = sample();
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 3);
    const risk::Verdict low = model.groupAt(model.index(1, 0))->rows.first();
    const QPersistentModelIndex group = model.index(1, 0);
    const QPersistentModelIndex row = model.find(low);
    QVERIFY(row.isValid());

    ui::FindingsFilter filter;
    filter.severities = {risk::Severity::Low};
    model.setFilter(filter);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(group.row(), 0);
    QVERIFY(model.verdictAt(row)->ruleId == low.ruleId);

    table.clear();
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 0);
    QVERIFY(!group.isValid());
    QVERIFY(!row.isValid());
}

QTEST_GUILESS_MAIN(FindingsModelTest)

#include "tst_findings_model.moc"
