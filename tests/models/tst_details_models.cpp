// SPDX-License-Identifier: Apache-2.0
#include "models/rows.h"
#include "ui/models/credential_tree_model.h"
#include "ui/models/permission_model.h"
#include "ui/models/row_model_base.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace symbolon;

namespace {

// The models of the details pane: one identity's credentials and what it may do.
ui::CredentialEntry entry(const QString &name, const QString &platform, const QString &subject)
{
    return {test::credential(name, subject), presets::Platform{.id = platform, .name = platform}, std::nullopt};
}

ui::CredentialEntry github(const QString &name, const QString &rest)
{
    return entry(name, QStringLiteral("github"), QStringLiteral("repo:contoso/platform:") + rest);
}

trust::Privilege azureRole(const QString &roleId, const QString &name, const QString &scope)
{
    trust::Privilege made;
    made.plane = trust::PrivilegePlane::AzureRole;
    made.roleId = roleId;
    made.name = name;
    made.scope = scope;
    return made;
}

// Owner and Reader, by the GUIDs that are the same in every tenant.
trust::Privilege owner(const QString &scope)
{
    return azureRole(QStringLiteral("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"), QStringLiteral("Owner"), scope);
}

trust::Privilege reader(const QString &scope)
{
    return azureRole(QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7"), QStringLiteral("Reader"), scope);
}

QStringList names(const ui::PermissionModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(ui::CopyRole).toString());
    return all;
}

} // namespace

class DetailsModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void credentialsStandInTheirGroups();
    void credentialsStayTrueThroughRandomSequences();
    void chosenCredentialFollows();

    void strongestPermissionComesFirst();
    void permissionsStayTrueThroughRandomSequences();
    void chosenPermissionFollows();

private:
    std::optional<risk::PrivilegeBook> m_book;
};

void DetailsModelsTest::initTestCase()
{
    auto book = risk::PrivilegeBook::builtIn();
    QVERIFY(book);
    m_book = *std::move(book);
}

void DetailsModelsTest::credentialsStandInTheirGroups()
{
    ui::CredentialTreeModel model;
    const QList<ui::CredentialEntry> entries{
        github(QStringLiteral("main"), QStringLiteral("ref:refs/heads/main")),
        entry(QStringLiteral("pod"), QStringLiteral("kubernetes"), QStringLiteral("system:serviceaccount:pos:till")),
        github(QStringLiteral("pull"), QStringLiteral("pull_request"))};
    model.setEntries(entries);

    QCOMPARE(model.rowCount(), 2);
    const QModelIndex first = model.index(0, 0);
    QVERIFY(model.isGroup(first));
    QCOMPARE(model.rowCount(first), 2);
    QVERIFY(!model.entryAt(first));
    QCOMPARE(*model.entryAt(model.index(1, 0, first)), entries.at(2));
    QCOMPARE(*model.entryAt(model.find(QStringLiteral("pod"))), entries.at(1));
    QVERIFY(!model.find(QStringLiteral("gone")).isValid());
    QVERIFY(!model.entryAt({}));
    // Copied is the name, not what the row makes of it.
    QCOMPARE(model.find(QStringLiteral("main")).data(ui::CopyRole).toString(), QStringLiteral("main"));

    model.setFilter(QStringLiteral("pull"));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.find(QStringLiteral("pull")).isValid());
    QVERIFY(!model.find(QStringLiteral("main")).isValid());
}

void DetailsModelsTest::credentialsStayTrueThroughRandomSequences()
{
    QRandomGenerator random(8);
    ui::CredentialTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QStringList platforms{QStringLiteral("github"), QStringLiteral("kubernetes"), QStringLiteral("spiffe")};
    QList<ui::CredentialEntry> entries;
    QString filter;
    for (int step = 0; step < 200; ++step) {
        const int what = random.bounded(4);
        if (what < 2 && entries.size() < 20) {
            const QString &platform = platforms.at(random.bounded(3));
            entries.insert(random.bounded(static_cast<int>(entries.size()) + 1),
                           entry(QStringLiteral("credential-%1").arg(step), platform,
                                 QStringLiteral("%1:%2/%3").arg(platform).arg(random.bounded(3)).arg(step)));
        } else if (what == 2 && !entries.isEmpty()) {
            entries.removeAt(random.bounded(static_cast<int>(entries.size())));
        } else {
            filter = random.bounded(2) == 0 ? QString() : QString::number(random.bounded(10));
        }
        model.setEntries(entries);
        model.setFilter(filter);

        const QList<ui::CredentialGroup> expected = ui::groupCredentials(entries, filter);
        QCOMPARE(model.rowCount(), static_cast<int>(expected.size()));
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex index = model.index(group, 0);
            const ui::CredentialGroup &wanted = expected.at(group);
            QCOMPARE(model.rowCount(index), static_cast<int>(wanted.entries.size()));
            for (int row = 0; row < model.rowCount(index); ++row)
                QCOMPARE(*model.entryAt(model.index(row, 0, index)), wanted.entries.at(row));
        }
    }
}

void DetailsModelsTest::chosenCredentialFollows()
{
    ui::CredentialTreeModel model;
    const ui::CredentialEntry main = github(QStringLiteral("main"), QStringLiteral("ref:refs/heads/main"));
    const ui::CredentialEntry pull = github(QStringLiteral("pull"), QStringLiteral("pull_request"));
    model.setEntries({main, pull});
    const QPersistentModelIndex chosen = model.find(QStringLiteral("pull"));
    const QPersistentModelIndex other = model.find(QStringLiteral("main"));

    const ui::CredentialEntry pod =
        entry(QStringLiteral("pod"), QStringLiteral("kubernetes"), QStringLiteral("system:serviceaccount:pos:till"));
    model.setEntries({pod, pull});
    QVERIFY(chosen.isValid());
    QCOMPARE(*model.entryAt(chosen), pull);
    QVERIFY(!other.isValid());
}

void DetailsModelsTest::strongestPermissionComesFirst()
{
    ui::PermissionModel model(*m_book);
    model.setPrivileges({reader(QStringLiteral("/subscriptions/a")), owner(QStringLiteral("/subscriptions/a"))});
    QCOMPARE(names(model), QStringList({QStringLiteral("Owner"), QStringLiteral("Reader")}));
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QVERIFY(!model.index(0, static_cast<int>(ui::PermissionModel::Column::Tier)).data().toString().isEmpty());

    model.setPrivileges({});
    QCOMPARE(model.rowCount(), 0);
}

void DetailsModelsTest::permissionsStayTrueThroughRandomSequences()
{
    QRandomGenerator random(9);
    ui::PermissionModel model(*m_book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QList<trust::Privilege> held;
    for (int step = 0; step < 200; ++step) {
        if (random.bounded(3) < 2 || held.isEmpty()) {
            const QString scope = QStringLiteral("/subscriptions/%1").arg(step);
            trust::Privilege one = random.bounded(2) == 0 ? owner(scope) : reader(scope);
            if (random.bounded(3) == 0)
                one.throughGroup = QStringLiteral("grp-<b>%1</b>").arg(step);
            held.insert(random.bounded(static_cast<int>(held.size()) + 1), one);
        } else {
            held.removeAt(random.bounded(static_cast<int>(held.size())));
        }
        model.setPrivileges(held);

        const QStringList shown = names(model);
        QCOMPARE(shown.size(), held.size());
        const auto owners = std::count_if(held.cbegin(), held.cend(), [](const trust::Privilege &one) {
            return one.name == QStringLiteral("Owner");
        });
        // Every Owner before every Reader.
        QCOMPARE(shown.mid(0, owners), QStringList(owners, QStringLiteral("Owner")));
        QCOMPARE(shown.count(QStringLiteral("Owner")), owners);
    }
}

void DetailsModelsTest::chosenPermissionFollows()
{
    ui::PermissionModel model(*m_book);
    const trust::Privilege kept = reader(QStringLiteral("/subscriptions/a"));
    model.setPrivileges({kept, reader(QStringLiteral("/subscriptions/b"))});
    const QString id = model.index(0, 0).data(ui::IdRole).toString();
    const QPersistentModelIndex chosen = model.index(0, 0);
    const QPersistentModelIndex other = model.index(1, 0);

    model.setPrivileges({owner(QStringLiteral("/")), kept});
    QCOMPARE(chosen.row(), 1);
    QCOMPARE(chosen.data(ui::IdRole).toString(), id);
    QVERIFY(!other.isValid());
}

QTEST_GUILESS_MAIN(DetailsModelsTest)

#include "tst_details_models.moc"
