// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <numeric>

using namespace symbolon;
using test::awaited;
using test::only;
using trust::FederatedCredential;
using workspace::ApplyReport;
using workspace::LoggedChanges;
using workspace::OperationPhase;
using workspace::OperationResult;

namespace {

constexpr qsizetype operations = 50;
const QString managedIdentity = QStringLiteral("id-ado-agents");

// Additions, changes and removals over a dozen identities of both kinds.
trust::ChangeSet fifty(test::DemoWorkspace &demo)
{
    constexpr qsizetype ofApplications = 45;
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    QList<workspace::IdentityRow> rows;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        rows.append(row);
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.key().id < b.key().id; });
    for (const workspace::IdentityRow &row : std::as_const(rows)) {
        const QList<FederatedCredential> &held = row.identity.credentials;
        const auto add = [&](std::optional<FederatedCredential> before, std::optional<FederatedCredential> after) {
            if (changes.operations.size() < ofApplications)
                changes.operations.append(test::operation(row, std::move(before), std::move(after)));
        };
        if (row.key().kind != trust::IdentityKind::Application || held.isEmpty() || held.size() > 15)
            continue;
        for (int i = 0; i < 3; ++i)
            add(std::nullopt, test::credential(QStringLiteral("fifty-%1").arg(i)));
        if (!held.constFirst().isFlexible()) {
            FederatedCredential changed = held.constFirst();
            changed.subject = changed.subject.value_or(QString()) + QStringLiteral("-changed");
            add(held.constFirst(), changed);
        }
        if (held.size() > 1 && !held.at(1).isFlexible())
            add(held.at(1), std::nullopt);
    }
    while (changes.operations.size() < operations) {
        const QString name = QStringLiteral("fifty-%1").arg(changes.operations.size());
        changes.operations.append(test::operation(demo.row(managedIdentity), std::nullopt, test::credential(name)));
    }
    return changes;
}

// What everybody trusts, without ids and order.
QStringList trusted(test::DemoWorkspace &demo)
{
    demo.sync();
    QStringList lines;
    for (const workspace::CredentialRow &row : demo.workspace().credentials().rows()) {
        const FederatedCredential &one = *row.credential;
        const QStringList parts{row.identity().id,        one.name,       one.issuer, one.matchText(),
                                one.audiences.join(u','), one.description};
        lines.append(parts.join(u'|'));
    }
    lines.sort();
    return lines;
}

// The request that carries out this operation of the set, and no other one.
demo::TroubleRule aimedAt(const trust::ChangeSet &changes, qsizetype victim)
{
    const trust::Operation &one = changes.operations.at(victim);
    const bool application = one.identity.kind == trust::IdentityKind::Application;
    const auto methodOf = [application](const trust::Operation &operation) -> std::string {
        if (operation.kind() == trust::OperationKind::Delete)
            return "DELETE";
        if (!application)
            return "PUT";
        return operation.kind() == trust::OperationKind::Create ? "POST" : "PATCH";
    };
    demo::TroubleRule rule;
    rule.method = methodOf(one);
    rule.path = "*" + one.identity.id.toStdString() + "/federatedIdentityCredentials*";
    rule.times = 1;
    rule.nth = 0;
    for (qsizetype i = 0; i <= victim; ++i) {
        const trust::Operation &other = changes.operations.at(i);
        if (other.identity == one.identity && methodOf(other) == rule.method)
            ++rule.nth;
    }
    return rule;
}

} // namespace

Q_DECLARE_METATYPE(demo::TroubleRule)

class TestFiftyChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }
    void everyWriteMayFail_data();
    void everyWriteMayFail();

private:
    // One of the fifty, unless SYMBOLON_FAULTS asks for all: each note of a journal waits for the disk, and there are
    // hundreds in a round.
    static QList<qsizetype> victims()
    {
        if (!qEnvironmentVariableIsSet("SYMBOLON_FAULTS"))
            return {13};
        QList<qsizetype> all(operations);
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    static void checkWhatIsKnown(test::DemoWorkspace &demo, const trust::ChangeSet &changes, const ApplyReport &report);
};

void TestFiftyChanges::everyWriteMayFail_data()
{
    QTest::addColumn<demo::TroubleRule>("fault");
    QTest::addColumn<bool>("killed");
    const auto row = [](const char *name, auto set) {
        demo::TroubleRule fault;
        set(fault);
        QTest::newRow(name) << fault << false;
    };
    row("answer lost", [](demo::TroubleRule &fault) { fault.lostAnswer = true; });
    row("409", [](demo::TroubleRule &fault) { fault.status = 409; });
    row("429", [](demo::TroubleRule &fault) {
        fault.status = 429;
        fault.retryAfter = 1;
    });
    row("403, by a policy", [](demo::TroubleRule &fault) { fault.status = 403; });
    row("404, not everywhere yet", [](demo::TroubleRule &fault) { fault.status = 404; });
    QTest::newRow("killed") << demo::TroubleRule() << true;
}

// Whatever is said of an operation is so.
void TestFiftyChanges::checkWhatIsKnown(test::DemoWorkspace &demo, const trust::ChangeSet &changes,
                                        const ApplyReport &report)
{
    demo.sync();
    QCOMPARE(report.results.size(), operations);
    for (qsizetype i = 0; i < operations; ++i) {
        const trust::Operation &one = changes.operations.at(i);
        const OperationPhase phase = report.results.at(i).phase;
        QVERIFY(phase == OperationPhase::Written || phase == OperationPhase::Failed
                || phase == OperationPhase::NotStarted);
        const workspace::CredentialRow *now = demo.workspace().credential({one.identity, one.credentialName()});
        const auto &expected = phase == OperationPhase::Written ? one.after : one.before;
        QCOMPARE(now != nullptr, expected.has_value());
        if (now)
            QCOMPARE(now->credential->matchText(), expected->matchText());
    }
}

void TestFiftyChanges::everyWriteMayFail()
{
    QFETCH(const demo::TroubleRule, fault);
    QFETCH(const bool, killed);
    const QTemporaryDir folder;
    const QTemporaryDir asKilled;
    test::DemoWorkspace demo(std::chrono::seconds(30), {}, systemClock(), std::chrono::seconds(5), folder.path());
    demo.signIn();
    const QStringList before = trusted(demo);
    // Made once: what was removed and comes back stands elsewhere in its identity's list.
    const trust::ChangeSet wanted = fifty(demo);
    QCOMPARE(wanted.operations.size(), operations);
    QStringList after;
    for (const qsizetype victim : victims()) {
        trust::ChangeSet changes = wanted;
        changes.id = QUuid::createUuid();
        const QString path = store::ChangeJournal::pathOf(folder.path(), changes.id);
        const QString copy = asKilled.filePath(QString::number(victim));
        if (!killed) {
            demo::TroublePlan plan;
            demo::TroubleRule rule = fault;
            const demo::TroubleRule aim = aimedAt(changes, victim);
            rule.method = aim.method;
            rule.path = aim.path;
            rule.nth = aim.nth;
            rule.times = aim.times;
            plan.rules.push_back(rule);
            demo.server().setTrouble(plan);
        }
        std::stop_source stop;
        const ApplyReport report = demo.apply(
            changes,
            [&](const OperationResult &result) {
                if (!killed || result.operation != changes.operations.at(victim).id
                    || result.phase != OperationPhase::Writing)
                    return;
                QFile::copy(path, copy);
                stop.request_stop();
            },
            stop.get_token());
        demo.server().setTrouble({});
        checkWhatIsKnown(demo, changes, report);
        // What the disk held when the write was about to be sent; the write itself was carried out.
        if (killed)
            QVERIFY(QFile::remove(path) && QFile::copy(copy, path));
        QCOMPARE(only(demo).changes.id, changes.id);

        if (!report.allWritten() || killed)
            QVERIFY(awaited(demo.workspace().applier().resume(only(demo), {}, {})).allWritten());
        const QStringList now = trusted(demo);
        QVERIFY(now != before);
        if (after.isEmpty())
            after = now;
        QCOMPARE(now, after);
        QVERIFY(awaited(demo.workspace().applier().undo(only(demo), {}, {})).allWritten());
        QCOMPARE(trusted(demo), before);
        const auto all = awaited(demo.workspace().applier().logged());
        for (const LoggedChanges &one : all)
            test::awaitEnd(demo.workspace().applier().forget(one));
    }
}

QTEST_GUILESS_MAIN(TestFiftyChanges)
#include "tst_fifty_changes.moc"
