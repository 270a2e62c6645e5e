// SPDX-License-Identifier: Apache-2.0
#include "store/cache_file.h"
#include "store/history.h"

#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using store::CredentialEvent;
using trust::FederatedCredential;

namespace {

QDateTime day(int number)
{
    return QDateTime({2026, 11, number}, {8, 0}, Qt::UTC);
}

FederatedCredential credential(const QString &name, const QString &subject)
{
    FederatedCredential one;
    one.id = QString(QStringLiteral("id-") + name);
    one.name = name;
    one.issuer = QStringLiteral("https://issuer.example");
    one.subject = subject;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return one;
}

FederatedCredential flexible(const QString &name)
{
    FederatedCredential one = credential(name, {});
    one.subject.reset();
    one.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] matches 'repo:*'"), 1};
    one.description = QStringLiteral("Größe");
    return one;
}

trust::IdentityKey application(const QString &id)
{
    return {trust::IdentityKind::Application, id};
}

} // namespace

class TestHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beforeTheFirstSnapshotNothingIsKnown();
    void whatWasThereAtTheStartMayBeOlder();
    void theStartMovesOnWhileTheFirstReadingLasts();
    void changesKeepBothSides();
    void whatCameBackIsNew();
    void isBounded();
    void differencesGoByName();

private:
    [[nodiscard]] store::History &history() { return m_file->history(); }
    [[nodiscard]] store::CredentialHistory of(const QString &identity, const QString &name)
    {
        return history().of(application(identity), name).value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::CacheFile> m_file;
};

void TestHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = store::CacheFile::open(m_folder->filePath(QStringLiteral("h.cache"))).value();
}

void TestHistory::cleanup()
{
    m_file.reset();
}

void TestHistory::beforeTheFirstSnapshotNothingIsKnown()
{
    const store::CredentialHistory nothing = of(QStringLiteral("app"), QStringLiteral("ci"));
    QVERIFY(!nothing.firstSeen.isValid());
    QVERIFY(nothing.changes.isEmpty());
}

void TestHistory::whatWasThereAtTheStartMayBeOlder()
{
    QVERIFY(history().begin(day(1)));
    QVERIFY(history().begin(day(2))); // the first one counts
    const store::CredentialHistory old = of(QStringLiteral("app"), QStringLiteral("ci"));
    QCOMPARE(old.firstSeen, day(1));
    QVERIFY(old.maybeOlder);
    QVERIFY(!old.lastChanged.isValid());
}

void TestHistory::theStartMovesOnWhileTheFirstReadingLasts()
{
    QVERIFY(history().beginAgain(day(1)));
    QVERIFY(history().beginAgain(day(2)));
    QVERIFY(history().begin(day(3)));
    QCOMPARE(of(QStringLiteral("a"), QStringLiteral("x")).firstSeen, day(2));
    QVERIFY(of(QStringLiteral("a"), QStringLiteral("x")).maybeOlder);
}

void TestHistory::changesKeepBothSides()
{
    QVERIFY(history().begin(day(1)));
    const auto before = credential(QStringLiteral("ci"), QStringLiteral("repo:a:main"));
    const auto after = flexible(QStringLiteral("ci"));
    QVERIFY(history().record(application(QStringLiteral("APP")),
                             {CredentialEvent::Added, day(1), day(2), std::nullopt, before}));
    QVERIFY(history().record(application(QStringLiteral("app")),
                             {CredentialEvent::Changed, day(2), day(3), before, after}));
    const store::CredentialHistory read = of(QStringLiteral("App"), QStringLiteral("ci"));
    QCOMPARE(read.firstSeen, day(2));
    QVERIFY(!read.maybeOlder);
    QCOMPARE(read.lastChanged, day(3));
    QCOMPARE(read.changes.size(), 2);
    QCOMPARE(read.changes.at(0), (store::CredentialChange{CredentialEvent::Changed, day(2), day(3), before, after}));
    QVERIFY(of(QStringLiteral("app"), QStringLiteral("other")).changes.isEmpty());
}

void TestHistory::whatCameBackIsNew()
{
    QVERIFY(history().begin(day(1)));
    const auto one = credential(QStringLiteral("ci"), QStringLiteral("s"));
    const trust::IdentityKey key = application(QStringLiteral("app"));
    QVERIFY(history().record(key, {CredentialEvent::Changed, day(1), day(2), one, one}));
    QVERIFY(history().record(key, {CredentialEvent::Removed, day(2), day(3), one, std::nullopt}));
    QVERIFY(history().record(key, {CredentialEvent::Added, day(3), day(4), std::nullopt, one}));
    const store::CredentialHistory read = of(QStringLiteral("app"), QStringLiteral("ci"));
    QCOMPARE(read.firstSeen, day(4));
    QVERIFY(!read.maybeOlder);
    QVERIFY(!read.lastChanged.isValid());
    QCOMPARE(read.changes.size(), 3);
}

void TestHistory::isBounded()
{
    QVERIFY(history().begin(day(1)));
    const trust::IdentityKey key = application(QStringLiteral("app"));
    for (int i = 2; i <= 9; ++i) {
        const auto one = credential(QString::number(i), QStringLiteral("s"));
        QVERIFY(history().record(key, {CredentialEvent::Added, day(i - 1), day(i), std::nullopt, one}));
    }
    QVERIFY(history().trim(3));
    // What the forgotten ones told is not invented: they were there by the day of the newest of them.
    QCOMPARE(of(QStringLiteral("app"), QStringLiteral("2")).firstSeen, day(6));
    QVERIFY(of(QStringLiteral("app"), QStringLiteral("2")).maybeOlder);
    QCOMPARE(of(QStringLiteral("app"), QStringLiteral("7")).firstSeen, day(7));
    QVERIFY(!of(QStringLiteral("app"), QStringLiteral("7")).maybeOlder);
    QVERIFY(history().trim(3));
    QCOMPARE(of(QStringLiteral("app"), QStringLiteral("9")).changes.size(), 1);
}

void TestHistory::differencesGoByName()
{
    const auto kept = credential(QStringLiteral("kept"), QStringLiteral("s"));
    const auto was = credential(QStringLiteral("edited"), QStringLiteral("a"));
    const auto is = credential(QStringLiteral("edited"), QStringLiteral("b"));
    const auto old = credential(QStringLiteral("old"), QStringLiteral("s"));
    const auto fresh = flexible(QStringLiteral("fresh"));
    const QList<store::CredentialChange> changes =
        store::differences({kept, was, old}, {fresh, is, kept}, CredentialEvent::Added, day(1), day(2));
    QCOMPARE(changes,
             (QList<store::CredentialChange>{{CredentialEvent::Changed, day(1), day(2), was, is},
                                             {CredentialEvent::Removed, day(1), day(2), old, std::nullopt},
                                             {CredentialEvent::Added, day(1), day(2), std::nullopt, fresh}}));
    QVERIFY(!store::differences({}, {fresh}, CredentialEvent::Found, day(1), day(2)).constFirst().since.isValid());
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
