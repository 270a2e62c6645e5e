// SPDX-License-Identifier: Apache-2.0
#include "cli_bench.h"
#include "demo/signing_key.h"
#include "export/change_set_document.h"
#include "store/change_journal.h"
#include "trust/change_order.h"
#include "workspace/change_log.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using test::CliOutcome;
using test::onDemo;

class TestCliChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { static_cast<void>(demo::entraSigningKey()); }
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
    void plansOneCredential();
    void secretsAreRetiredByAFile();
    void whatCannotBeIsSaid();
    void whatOneRunPlannedAnotherLooksAt();
    void undoIsNotedInTheJournal();
    void foreignFileIsNotApplied();
    void gapsAreSaidAndAskedAbout();
};

void TestCliChanges::wrongUseIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const char *line) {
        QTest::newRow(name) << QString::fromLatin1(line).split(u' ');
    };
    row("nothing", "plan");
    row("unknown", "plan everything --out x");
    row("no file", "plan cut-off https://idp.example");
    row("no credential", "plan delete release-notes-bot --out x");
    row("no goal", "plan rename release-notes-bot --credential a --out x");
    row("bad ids", "plan migrate-github --repository contoso --out x");
    row("no such file", "apply /nowhere/at.all");
}

void TestCliChanges::wrongUseIsSaid()
{
    QFETCH(QStringList, arguments);
    const CliOutcome outcome = onDemo(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(!outcome.err.isEmpty());
    QVERIFY(outcome.out.isEmpty());
}

void TestCliChanges::plansOneCredential()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("add.symbolon-changes"));
    const CliOutcome planned =
        onDemo({QStringLiteral("plan"), QStringLiteral("add"), QStringLiteral("release-notes-bot"),
                QStringLiteral("--credential"), QStringLiteral("production"), QStringLiteral("--issuer"),
                QStringLiteral("https://idp.contoso.com"), QStringLiteral("--subject"), QStringLiteral("workload"),
                QStringLiteral("--ticket"), QStringLiteral("CHG-1"), QStringLiteral("--format"), QStringLiteral("json"),
                QStringLiteral("--out"), path});
    QCOMPARE(planned.exitCode, 0);
    QCOMPARE(planned.json().value(QStringLiteral("operations")).toArray().size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto changes = exports::readChangeSet(file.readAll());
    QVERIFY(changes);
    QCOMPARE(changes->ticket, QStringLiteral("CHG-1"));
    QCOMPARE(changes->operations.first().after->name, QStringLiteral("production"));
}

void TestCliChanges::secretsAreRetiredByAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("retire.symbolon-changes"));
    const CliOutcome listed =
        onDemo({QStringLiteral("list"), QStringLiteral("identities"), QStringLiteral("--filter"),
                QStringLiteral("secret:yes"), QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject identity = listed.json().value(QStringLiteral("identities")).toArray().first().toObject();
    const QString id = identity.value(QStringLiteral("id")).toString();
    const CliOutcome told = onDemo({QStringLiteral("show"), id, QStringLiteral("--format"), QStringLiteral("json")});
    const QString keyId = told.json()
                              .value(QStringLiteral("identity"))
                              .toObject()
                              .value(QStringLiteral("secrets"))
                              .toArray()
                              .first()
                              .toObject()
                              .value(QStringLiteral("keyId"))
                              .toString();
    QVERIFY2(!keyId.isEmpty(), told.out.constData());
    const QStringList ask{QStringLiteral("plan"), QStringLiteral("retire-secret"), id};
    QCOMPARE(onDemo(ask + QStringList{QStringLiteral("--out"), path}).exitCode, 2);
    const CliOutcome planned =
        onDemo(ask + QStringList{QStringLiteral("--key-id"), keyId, QStringLiteral("--out"), path});
    QCOMPARE(planned.exitCode, 0);
    QVERIFY(planned.err.contains("warning: ") && planned.err.contains("cannot be undone"));
    QVERIFY(planned.out.startsWith("delete  "));
    const CliOutcome looked = onDemo({QStringLiteral("apply"), path, QStringLiteral("--dry-run")});
    QCOMPARE(looked.exitCode, 0);
    const CliOutcome applied = onDemo({QStringLiteral("apply"), path});
    QVERIFY2(applied.exitCode == 0, applied.err.constData());
    const CliOutcome undone = onDemo({QStringLiteral("apply"), path, QStringLiteral("--undo")});
    QCOMPARE(undone.exitCode, 5);
    QVERIFY(undone.err.contains("does not come back"));
    const CliOutcome exported = onDemo({QStringLiteral("export"), QStringLiteral("az"), QStringLiteral("--changes"),
                                        path, QStringLiteral("--out"), folder.filePath(QStringLiteral("out"))});
    QCOMPARE(exported.exitCode, 0);
    QFile script(folder.filePath(QStringLiteral("out/credentials.sh")));
    QVERIFY(script.open(QIODevice::ReadOnly));
    QVERIFY(script.readAll().contains("az ad app credential delete"));
}

void TestCliChanges::whatCannotBeIsSaid()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("x.symbolon-changes"));
    const CliOutcome planned =
        onDemo({QStringLiteral("plan"), QStringLiteral("delete"), QStringLiteral("release-notes-bot"),
                QStringLiteral("--credential"), QStringLiteral("nobody"), QStringLiteral("--out"), path});
    QCOMPARE(planned.exitCode, 1);
    QVERIFY(planned.err.contains("error: "));
    QVERIFY(!QFile::exists(path));
}

// The embedded demo tenant is the same at every start.
void TestCliChanges::whatOneRunPlannedAnotherLooksAt()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("cut.symbolon-changes"));
    const QString issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    QCOMPARE(
        onDemo({QStringLiteral("plan"), QStringLiteral("cut-off"), issuer, QStringLiteral("--out"), path}).exitCode, 0);
    const CliOutcome looked = onDemo({QStringLiteral("apply"), path, QStringLiteral("--dry-run"),
                                      QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(looked.exitCode, 0);
    const QJsonArray checks = looked.json().value(QStringLiteral("checks")).toArray();
    QCOMPARE(checks.size(), 5);
    QCOMPARE(checks.first().toObject().value(QStringLiteral("id")).toString(), QStringLiteral("drift"));
    QCOMPARE(checks.first().toObject().value(QStringLiteral("outcome")).toString(), QStringLiteral("passed"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    auto changes = *exports::readChangeSet(file.readAll());
    changes.operations.first().before->subject = QStringLiteral("somebody else's");
    file.resize(0);
    file.write(exports::changeSetDocument(changes));
    file.close();
    QCOMPARE(onDemo({QStringLiteral("apply"), path, QStringLiteral("--dry-run")}).exitCode, 1);
    QCOMPARE(onDemo({QStringLiteral("apply"), path}).exitCode, 5);
}

void TestCliChanges::foreignFileIsNotApplied()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("cut.symbolon-changes"));
    const CliOutcome planned =
        onDemo({QStringLiteral("plan"), QStringLiteral("cut-off"),
                QStringLiteral("https://token.actions.githubusercontent.com"), QStringLiteral("--out"), path});
    QCOMPARE(planned.exitCode, 0);
    QVERIFY(planned.out.startsWith("delete  "));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    auto changes = *exports::readChangeSet(file.readAll());
    changes.loginOrigin = QStringLiteral("https://login.elsewhere.example:443");
    file.resize(0);
    file.write(exports::changeSetDocument(changes));
    file.close();
    for (const auto &more : {QStringList(), QStringList{QStringLiteral("--undo")}}) {
        const CliOutcome applied = onDemo(QStringList{QStringLiteral("apply"), path} + more);
        QCOMPARE(applied.exitCode, 2);
        QVERIFY(applied.err.contains("another tenant"));
    }
}

// The embedded demo tenant forgets what was written; its journals do not.
void TestCliChanges::undoIsNotedInTheJournal()
{
    const QTemporaryDir folder;
    app::Tuning tuning = test::oneAttempt();
    tuning.changesFolder = folder.filePath(QStringLiteral("changes"));
    const auto run = [&tuning](const QStringList &arguments) {
        return test::runCli(QStringList{QStringLiteral("--demo")} + arguments, {}, {}, {}, tuning);
    };
    const QString path = folder.filePath(QStringLiteral("cut.symbolon-changes"));
    QCOMPARE(run({QStringLiteral("plan"), QStringLiteral("cut-off"),
                  QStringLiteral("https://token.actions.githubusercontent.com"), QStringLiteral("--out"), path})
                 .exitCode,
             0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QUuid id = exports::readChangeSet(file.readAll())->id;
    const auto stateOf = [&tuning](const QUuid &set) {
        auto journal = store::ChangeJournal::open(store::ChangeJournal::pathOf(tuning.changesFolder, set));
        return journal ? static_cast<workspace::LoggedState>((*journal)->state().value_or(0))
                       : workspace::LoggedState::Unfinished;
    };
    QCOMPARE(run({QStringLiteral("apply"), path}).exitCode, 0);
    QVERIFY(stateOf(id) == workspace::LoggedState::Written);
    QCOMPARE(run({QStringLiteral("apply"), path, QStringLiteral("--undo")}).exitCode, 0);
    QVERIFY(stateOf(id) == workspace::LoggedState::Undone);
    QVERIFY(stateOf(trust::undoIdOf(id)) == workspace::LoggedState::Written);
}

void TestCliChanges::gapsAreSaidAndAskedAbout()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rename.symbolon-changes"));
    const CliOutcome listed = onDemo(
        {QStringLiteral("list"), QStringLiteral("credentials"), QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject credential = listed.json().value(QStringLiteral("credentials")).toArray().first().toObject();
    const QString name = credential.value(QStringLiteral("name")).toString();
    const CliOutcome planned =
        onDemo({QStringLiteral("plan"), QStringLiteral("rename"),
                credential.value(QStringLiteral("identity")).toObject().value(QStringLiteral("id")).toString(),
                QStringLiteral("--credential"), name, QStringLiteral("--to"), QStringLiteral("renamed"),
                QStringLiteral("--out"), path});
    QVERIFY2(planned.exitCode == 0, planned.err.constData());
    const QByteArray said = name.toUtf8() + " on ";
    QStringList asked;
    const auto apply = [&](const QStringList &more, bool agreed) {
        return test::runCli(QStringList{QStringLiteral("--demo"), QStringLiteral("apply"), path} + more, {}, {}, {},
                            test::oneAttempt(), [&asked, agreed](const QString &question) {
                                asked << question;
                                return agreed;
                            });
    };
    const CliOutcome looked = apply({QStringLiteral("--dry-run")}, false);
    QCOMPARE(looked.exitCode, 0);
    QVERIFY(looked.err.contains(said));
    QVERIFY(asked.isEmpty());
    const CliOutcome refused = apply({}, false);
    QCOMPARE(refused.exitCode, 130);
    QVERIFY(refused.err.contains(said) && refused.out.isEmpty());
    QCOMPARE(asked.size(), 1);
    const CliOutcome agreed = apply({}, true);
    QVERIFY2(agreed.exitCode == 0, agreed.err.constData());
    QVERIFY(agreed.out.contains("written"));
    // Nobody is there to be asked.
    const CliOutcome alone = onDemo({QStringLiteral("apply"), path});
    QCOMPARE(alone.exitCode, 0);
    QVERIFY(alone.err.contains(said));
}

QTEST_GUILESS_MAIN(TestCliChanges)
#include "tst_cli_changes.moc"
