// SPDX-License-Identifier: Apache-2.0
#include "models/rows.h"
#include "ui/models/credential_model.h"
#include "ui/models/identity_model.h"

#include <QAbstractItemModelTester>
#include <QCollator>
#include <QItemSelectionModel>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using workspace::IdentityRow;

namespace {

using Identities = store::Table<IdentityRow>;

// What the model should show, in the plainest way: ids in order.
QStringList naive(const Identities &table, const ui::IdentityFilter &filter, ui::IdentityModel::Column column,
                  Qt::SortOrder order)
{
    QList<IdentityRow> rows;
    for (qsizetype i = 0; i < table.size(); ++i) {
        const IdentityRow &row = table.at(i);
        const bool grave = !filter.text.startsWith(QStringLiteral("severity:>="))
            || (row.risk && *row.risk >= *risk::severityFromId(filter.text.mid(11)));
        if (grave && (!filter.onlyWithCredentials || !row.identity.credentials.isEmpty()))
            rows.append(row);
    }
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const auto compare = [&](const IdentityRow &a, const IdentityRow &b) {
        if (column == ui::IdentityModel::Column::Risk) {
            const int risk = (a.risk ? static_cast<int>(*a.risk) : -1) - (b.risk ? static_cast<int>(*b.risk) : -1);
            return risk != 0 ? risk : static_cast<int>(a.identity.credentials.size() - b.identity.credentials.size());
        }
        if (column == ui::IdentityModel::Column::Credentials)
            return static_cast<int>(a.identity.credentials.size() - b.identity.credentials.size());
        return collator.compare(a.identity.displayName, b.identity.displayName);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const IdentityRow &a, const IdentityRow &b) {
        const int first = compare(a, b);
        if (first != 0)
            return order == Qt::DescendingOrder ? first > 0 : first < 0;
        return collator.compare(a.identity.displayName, b.identity.displayName) < 0;
    });
    QStringList ids;
    for (const IdentityRow &row : rows)
        ids.append(row.identity.key.id);
    return ids;
}

QString atLeast(risk::Severity severity)
{
    return QStringLiteral("severity:>=") + risk::severityId(severity);
}

QStringList idsOf(const ui::IdentityModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.rowAt(row)->identity.key.id);
    return ids;
}

} // namespace

class RowModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysTrueThroughRandomSequences_data();
    void staysTrueThroughRandomSequences();
    void appendsWithoutMovingRows();
    void changedValuesAreAnnounced();
    void selectionFollowsItsRow();
    void aNewerFilterDropsTheOlderOutcome();
    void filters_data();
    void filters();
    void credentialRowsSortAndFilter();
    void cellsSayWhatIsNotKnown();
    void rolesAreSeparate();

private:
    Worker m_worker;
};

void RowModelsTest::staysTrueThroughRandomSequences_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::newRow(qPrintable(QStringLiteral("seed %1").arg(seed))) << seed;
}

void RowModelsTest::staysTrueThroughRandomSequences()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    ui::IdentityModel model(m_worker, 16);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Identities table;
    ui::IdentityFilter filter;
    auto column = ui::IdentityModel::Column::Risk;
    auto order = Qt::DescendingOrder;
    for (int step = 0; step < 40; ++step) {
        QPersistentModelIndex kept;
        QString keptId;
        if (model.rowCount() > 0) {
            kept = model.index(random.bounded(model.rowCount()), 1);
            keptId = model.rowAt(kept)->identity.key.id;
        }
        switch (random.bounded(6)) {
        case 0:
        case 1:
            for (int i = random.bounded(12); i >= 0; --i)
                table.upsert(test::identityRow(random.bounded(60), random));
            model.setSource(table);
            break;
        case 2:
            if (table.size() > 0) {
                table.remove(table.at(random.bounded(static_cast<int>(table.size()))).key());
                model.setSource(table);
            }
            break;
        case 3:
            filter.onlyWithCredentials = random.bounded(2) == 0;
            filter.text.clear();
            if (random.bounded(3) == 0)
                filter.text = atLeast(static_cast<risk::Severity>(random.bounded(5)));
            model.setFilter(filter);
            break;
        case 4: {
            constexpr ui::IdentityModel::Column columns[] = {ui::IdentityModel::Column::Identity,
                                                             ui::IdentityModel::Column::Credentials,
                                                             ui::IdentityModel::Column::Risk};
            column = columns[random.bounded(3)];
            order = random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            model.sort(static_cast<int>(column), order);
            break;
        }
        default:
            if (random.bounded(6) == 0) {
                table.clear();
                model.setSource(table);
            }
        }
        QTRY_VERIFY(model.isSettled());
        const QStringList expected = naive(table, filter, column, order);
        QCOMPARE(idsOf(model), expected);
        if (!keptId.isEmpty()) {
            QCOMPARE(kept.isValid(), expected.contains(keptId));
            if (kept.isValid()) {
                QCOMPARE(kept.row(), expected.indexOf(keptId));
                QCOMPARE(kept.column(), 1);
            }
        }
    }
}

void RowModelsTest::appendsWithoutMovingRows()
{
    QRandomGenerator random(7);
    ui::IdentityModel model(m_worker, 16);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ui::IdentityFilter filter;
    filter.onlyWithCredentials = false;
    model.setFilter(filter);
    model.sort(static_cast<int>(ui::IdentityModel::Column::ClientId), Qt::AscendingOrder);
    Identities table;
    for (int i = 0; i < 10; ++i)
        table.upsert(test::identityRow(i, random));
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 10);

    int inserted = 0;
    bool moved = false;
    connect(&model, &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        QCOMPARE(first, 10);
        inserted += last - first + 1;
    });
    connect(&model, &QAbstractItemModel::layoutChanged, this, [&] { moved = true; });
    for (int i = 10; i < 25; ++i)
        table.upsert(test::identityRow(i, random));
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 25);
    QCOMPARE(inserted, 15);
    QVERIFY(!moved);
}

void RowModelsTest::changedValuesAreAnnounced()
{
    QRandomGenerator random(8);
    ui::IdentityModel model(m_worker, 16);
    ui::IdentityFilter filter;
    filter.onlyWithCredentials = false;
    model.setFilter(filter);
    model.sort(static_cast<int>(ui::IdentityModel::Column::ClientId), Qt::AscendingOrder);
    Identities table;
    for (int i = 0; i < 5; ++i)
        table.upsert(test::identityRow(i, random));
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 5);

    int first = -1;
    int last = -1;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&](const QModelIndex &from, const QModelIndex &to) {
        first = from.row();
        last = to.row();
    });
    IdentityRow changed = table.at(3);
    changed.identity.displayName = QStringLiteral("renamed");
    table.upsert(changed);
    model.setSource(table);
    QTRY_COMPARE(first, 3);
    QCOMPARE(last, 3);
    QCOMPARE(model.rowAt(3)->identity.displayName, QStringLiteral("renamed"));
}

void RowModelsTest::selectionFollowsItsRow()
{
    QRandomGenerator random(9);
    ui::IdentityModel model(m_worker, 16);
    ui::IdentityFilter filter;
    filter.onlyWithCredentials = false;
    model.setFilter(filter);
    Identities table;
    for (int i = 0; i < 30; ++i)
        table.upsert(test::identityRow(i, random));
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 30);
    QItemSelectionModel selection(&model);
    selection.select(model.index(4, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const QString id = model.rowAt(4)->identity.key.id;

    table.remove(model.rowAt(0)->key());
    model.setSource(table);
    model.sort(static_cast<int>(ui::IdentityModel::Column::Identity), Qt::AscendingOrder);
    QTRY_COMPARE(model.rowCount(), 29);
    const QModelIndexList rows = selection.selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(model.rowAt(rows.first())->identity.key.id, id);
}

void RowModelsTest::aNewerFilterDropsTheOlderOutcome()
{
    QRandomGenerator random(10);
    ui::IdentityModel model(m_worker, 16);
    Identities table;
    for (int i = 0; i < 50; ++i)
        table.upsert(test::identityRow(i, random));
    model.setSource(table);
    ui::IdentityFilter filter;
    filter.onlyWithCredentials = false;
    for (const auto severity : {risk::Severity::Low, risk::Severity::Medium, risk::Severity::Critical}) {
        filter.text = atLeast(severity);
        model.setFilter(filter);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(idsOf(model), naive(table, filter, ui::IdentityModel::Column::Risk, Qt::DescendingOrder));
}

void RowModelsTest::filters_data()
{
    QTest::addColumn<ui::IdentityFilter>("filter");
    QTest::addColumn<bool>("shown");
    const auto with = [](auto change) {
        ui::IdentityFilter filter;
        change(filter);
        return filter;
    };
    using Filter = ui::IdentityFilter;
    QTest::newRow("nothing chosen") << with([](Filter &) {}) << true;
    QTest::newRow("text") << with([](Filter &f) { f.text = QStringLiteral("platform"); }) << true;
    QTest::newRow("other text") << with([](Filter &f) { f.text = QStringLiteral("issuer:gitlab"); }) << false;
    QTest::newRow("two terms") << with([](Filter &f) { f.text = QStringLiteral("platform kind:mi"); }) << false;
    QTest::newRow("risk") << with([](Filter &f) { f.text = atLeast(risk::Severity::High); }) << true;
    QTest::newRow("graver risk") << with([](Filter &f) { f.text = atLeast(risk::Severity::Critical); }) << false;
    QTest::newRow("blanks") << with([](Filter &f) { f.text = QStringLiteral("  "); }) << true;
}

void RowModelsTest::filters()
{
    QFETCH(ui::IdentityFilter, filter);
    QFETCH(bool, shown);
    IdentityRow row;
    row.identity.key = {trust::IdentityKind::Application, QStringLiteral("d2706e4f")};
    row.identity.displayName = QStringLiteral("gh-platform-deploy");
    row.identity.credentials = {
        test::credential(QStringLiteral("main"), QStringLiteral("repo:contoso/platform:ref:refs/heads/main"))};
    trust::Privilege owner;
    owner.name = QStringLiteral("Owner");
    row.identity.privileges = {owner};
    row.highest = owner;
    row.highestWeight = risk::Severity::High;
    presets::Platform github;
    github.id = QStringLiteral("github");
    github.name = QStringLiteral("GitHub Actions");
    row.platforms = {Shared<presets::Platform>(github)};
    row.risk = risk::Severity::High;
    Identities table;
    table.upsert(row);

    ui::IdentityModel model(m_worker, 16);
    model.setFilter(filter);
    model.setSource(table);
    QTRY_COMPARE(model.sourceSize(), 1);
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(model.rowCount() == 1, shown);
}

void RowModelsTest::credentialRowsSortAndFilter()
{
    ui::CredentialModel model(m_worker);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    store::Table<workspace::CredentialRow> table;
    for (int i = 0; i < 12; ++i) {
        IdentityRow holder;
        holder.identity.key = {trust::IdentityKind::Application, QStringLiteral("o%1").arg(i % 4)};
        holder.identity.displayName = QStringLiteral("identity-%1").arg(i % 4);
        holder.identity.credentials = {
            test::credential(QStringLiteral("job-%1").arg(i), QStringLiteral("subject-%1").arg(i))};
        workspace::CredentialRow row;
        row.credential = {holder, 0};
        if (i % 5 == 0)
            row.risk = risk::Severity::High;
        table.upsert(row);
    }
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 12);
    QCOMPARE(model.rowAt(0)->credential->name, QStringLiteral("job-0"));
    QVERIFY(model.rowAt(2)->risk.has_value());
    QVERIFY(!model.rowAt(3)->risk.has_value());

    model.sort(static_cast<int>(ui::CredentialModel::Column::Name), Qt::AscendingOrder);
    QTRY_COMPARE(model.rowAt(2)->credential->name, QStringLiteral("job-2"));
    QCOMPARE(model.rowAt(11)->credential->name, QStringLiteral("job-11"));

    ui::CredentialFilter filter;
    filter.text = atLeast(risk::Severity::High);
    model.setFilter(filter);
    QTRY_COMPARE(model.rowCount(), 3);
    QVERIFY(filter.isNarrow());
    table.clear();
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 0);
}

void RowModelsTest::cellsSayWhatIsNotKnown()
{
    ui::IdentityModel model(m_worker, 16);
    ui::IdentityFilter filter;
    filter.onlyWithCredentials = false;
    model.setFilter(filter);
    IdentityRow row;
    row.identity.key = {trust::IdentityKind::ManagedIdentity, QStringLiteral("/subscriptions/s/x")};
    row.identity.displayName = QStringLiteral("id-x");
    row.identity.azureRolesPart.state = trust::Knowledge::Failed;
    row.identity.azureRolesPart.error = Error{.kind = ErrorKind::Forbidden, .httpStatus = 403};
    Identities table;
    table.upsert(row);
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 1);
    for (const auto column : {ui::IdentityModel::Column::Credentials, ui::IdentityModel::Column::Privilege,
                              ui::IdentityModel::Column::Risk}) {
        const QModelIndex index = model.index(0, static_cast<int>(column));
        const auto cell = model.data(index, ui::CellRole).value<ui::Cell>();
        QCOMPARE(cell.plainText(), QStringLiteral("Not known"));
        QVERIFY(cell.tooltip.contains(QStringLiteral("Azure roles could not be read")));
    }
}

void RowModelsTest::rolesAreSeparate()
{
    ui::IdentityModel model(m_worker, 16);
    QRandomGenerator random(11);
    IdentityRow row = test::identityRow(1, random);
    row.identity.displayName = QStringLiteral("<b>Admin</b>");
    row.identity.credentials = {test::credential(QStringLiteral("c"), QStringLiteral("s"))};
    row.risk = risk::Severity::High;
    Identities table;
    table.upsert(row);
    model.setSource(table);
    QTRY_COMPARE(model.rowCount(), 1);
    const QModelIndex name = model.index(0, static_cast<int>(ui::IdentityModel::Column::Identity));
    QCOMPARE(model.data(name, ui::CopyRole).toString(), QStringLiteral("<b>Admin</b>"));
    QVERIFY(model.data(name, ui::KeyRole).value<trust::IdentityKey>() == row.key());
    const QModelIndex count = model.index(0, static_cast<int>(ui::IdentityModel::Column::Credentials));
    QCOMPARE(model.data(count, Qt::DisplayRole).toString(), QStringLiteral("1/20"));
    QCOMPARE(model.data(count, ui::SortRole).toInt(), 1);
    const QModelIndex riskCell = model.index(0, static_cast<int>(ui::IdentityModel::Column::Risk));
    QCOMPARE(model.data(riskCell, Qt::AccessibleTextRole).toString(), QStringLiteral("Risk: High"));
    QCOMPARE(model.data(name, ui::IdRole), model.data(riskCell, ui::IdRole));
}

QTEST_GUILESS_MAIN(RowModelsTest)

#include "tst_row_models.moc"
