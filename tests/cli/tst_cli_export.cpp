// SPDX-License-Identifier: Apache-2.0
// export and handoff: what the demo tenant trusts, as files.
#include "cli_bench.h"
#include "export/change_set_document.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::test {
namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The subjects that the tenant's credentials compare, as the program itself lists them.
QJsonArray credentials()
{
    return onDemo({u"list"_s, u"credentials"_s, u"--format"_s, u"json"_s}).json().value("credentials"_L1).toArray();
}

} // namespace

class TestCliExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEveryCredential_data();
    void writesEveryCredential();
    void changesAreASetThatCreates();
    void oneIdentityAlone();
    void neverOverwrites();
    void handsOff();
    void refuses_data();
    void refuses();
};

void TestCliExport::writesEveryCredential_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("files");
    QTest::newRow("Terraform") << u"terraform"_s
                               << QStringList{u"providers.tf"_s, u"credentials.tf"_s, u"imports.tf"_s};
    QTest::newRow("az") << u"az"_s << QStringList{u"credentials.sh"_s};
    QTest::newRow("Graph") << u"graph"_s << QStringList{u"requests.json"_s, u"requests.http"_s};
    QTest::newRow("PowerShell") << u"powershell"_s << QStringList{u"credentials.ps1"_s};
}

void TestCliExport::writesEveryCredential()
{
    QFETCH(QString, target);
    QFETCH(QStringList, files);
    QTemporaryDir folder;
    const QString out = folder.filePath(u"new/folder"_s);
    const CliOutcome outcome = onDemo({u"export"_s, target, u"--out"_s, out});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QByteArray text;
    for (const QString &file : std::as_const(files)) {
        QVERIFY2(outcome.out.contains(QByteArray(file.toUtf8() + '\n')), outcome.out.constData());
        text += contentOf(out + u'/' + file);
    }
    QCOMPARE(QDir(out).entryList(QDir::Files | QDir::Hidden).size(), files.size());
    const QJsonArray all = credentials();
    QVERIFY(all.size() > 20);
    for (const auto &value : all) {
        const QByteArray name = value.toObject().value("name"_L1).toString().toUtf8();
        QVERIFY2(text.contains(name), name.constData());
    }
    QVERIFY(!text.contains("eyJ")); // no token
}

void TestCliExport::changesAreASetThatCreates()
{
    QTemporaryDir folder;
    QCOMPARE(onDemo({u"export"_s, u"changes"_s, u"--out"_s, folder.path()}).exitCode, 0);
    const auto set = exports::readChangeSet(contentOf(folder.filePath(u"credentials.symbolon-changes"_s)));
    QVERIFY2(set.has_value(), set ? "" : qPrintable(set.error().message));
    QCOMPARE(set->operations.size(), credentials().size());
    for (const trust::Operation &operation : std::as_const(set->operations)) {
        QVERIFY(operation.kind() == trust::OperationKind::Create);
        QVERIFY(operation.after->id.isEmpty());
    }
}

void TestCliExport::oneIdentityAlone()
{
    const QJsonArray all = credentials();
    const QString id = all.first().toObject().value("identity"_L1).toObject().value("id"_L1).toString();
    QVERIFY(!id.isEmpty());
    qsizetype wanted = 0;
    for (const auto &value : all)
        wanted += value.toObject().value("identity"_L1).toObject().value("id"_L1).toString() == id ? 1 : 0;
    QTemporaryDir folder;
    QCOMPARE(onDemo({u"export"_s, u"graph"_s, u"--identity"_s, id, u"--out"_s, folder.path()}).exitCode, 0);
    const QJsonObject document = QJsonDocument::fromJson(contentOf(folder.filePath(u"requests.json"_s))).object();
    QCOMPARE(document.value("requests"_L1).toArray().size(), wanted);

    const CliOutcome unknown =
        onDemo({u"export"_s, u"graph"_s, u"--identity"_s, u"nobody"_s, u"--out"_s, folder.path(), u"--force"_s});
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.err.contains("nobody"));
}

void TestCliExport::neverOverwrites()
{
    QTemporaryDir folder;
    const QStringList command{u"export"_s, u"graph"_s, u"--out"_s, folder.path()};
    QFile kept(folder.filePath(u"requests.http"_s));
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("mine");
    kept.close();
    const CliOutcome refused = onDemo(command);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.err.contains("requests.http"));
    QVERIFY(refused.out.isEmpty());
    QCOMPARE(contentOf(kept.fileName()), QByteArray("mine"));
    QVERIFY(!QFile::exists(folder.filePath(u"requests.json"_s)));
    QCOMPARE(onDemo(command + QStringList{u"--force"_s}).exitCode, 0);
    QVERIFY(contentOf(kept.fileName()).startsWith("# Written by Symbolon"));

    // Through a link somebody else's file would be written.
    QVERIFY(QFile::remove(folder.filePath(u"requests.json"_s)));
    QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), folder.filePath(u"requests.json"_s)));
    QCOMPARE(onDemo(command + QStringList{u"--force"_s}).exitCode, 2);
    QVERIFY(!QFile::exists(folder.filePath(u"elsewhere"_s)));
}

void TestCliExport::handsOff()
{
    QString id;
    QString name;
    const QJsonArray all = credentials();
    for (const auto &value : all) {
        const QJsonObject credential = value.toObject();
        if (credential.value("issuer"_L1).toString() == u"https://token.actions.githubusercontent.com") {
            id = credential.value("identity"_L1).toObject().value("id"_L1).toString();
            name = credential.value("name"_L1).toString();
        }
    }
    QVERIFY(!id.isEmpty());
    QTemporaryDir folder;
    const CliOutcome outcome = onDemo({u"handoff"_s, id, u"--credential"_s, name, u"--out"_s, folder.path()});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY(contentOf(folder.filePath(u"github-workflow.yml"_s)).contains("id-token: write"));
    const QByteArray script = contentOf(folder.filePath(u"exchange.sh"_s));
    QVERIFY(script.startsWith("#!/bin/sh\n"));
    QVERIFY(script.contains("authority='http://localhost:")); // the demo tenant's
    QVERIFY(!script.contains("tenant=''"));                   // the signed-in one
    const CliOutcome none = onDemo({u"handoff"_s, id, u"--credential"_s, u"none"_s, u"--out"_s, folder.path()});
    QCOMPARE(none.exitCode, 2);
}

void TestCliExport::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing said") << QStringList{u"export"_s, u"--out"_s, u"x"_s};
    QTest::newRow("no such target") << QStringList{u"export"_s, u"chef"_s, u"--out"_s, u"x"_s};
    QTest::newRow("no folder") << QStringList{u"export"_s, u"graph"_s};
    QTest::newRow("hand off nobody") << QStringList{u"handoff"_s, u"--out"_s, u"x"_s};
    QTest::newRow("another command's option") << QStringList{u"list"_s, u"identities"_s, u"--out"_s, u"x"_s};
}

void TestCliExport::refuses()
{
    QFETCH(QStringList, arguments);
    const CliOutcome outcome = onDemo(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!QDir(u"x"_s).exists());
}

} // namespace symbolon::test

QTEST_GUILESS_MAIN(symbolon::test::TestCliExport)
#include "tst_cli_export.moc"
