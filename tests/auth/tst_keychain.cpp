// SPDX-License-Identifier: Apache-2.0
#include "auth/secret_store.h"
#include "net/await.h"
#include "platform/keychain_secret_store.h"

#include <QDirIterator>
#include <QTest>

using namespace symbolon;
using auth::SecretAnswer;
using test::await;

// Tests run without a D-Bus session (tests/CMakeLists.txt), as on a server or in a container.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAKeychainNothingIsKeptAndItIsSaid()
    {
        platform::KeychainSecretStore store;
        const QString secret = QStringLiteral("marked-refresh-token");
        const auto written = await(store.write(QStringLiteral("key"), secret));
        QVERIFY2(written, written ? "" : qPrintable(oneLine(written.error())));
        QCOMPARE(written->state, SecretAnswer::State::Unavailable);
        const auto read = await(store.read(QStringLiteral("key")));
        QVERIFY(read);
        QCOMPARE(read->state, SecretAnswer::State::Unavailable);
        QVERIFY(read->secret.isEmpty());
        const auto removed = await(store.remove(QStringLiteral("key")));
        QVERIFY(removed);
        QCOMPARE(removed->state, SecretAnswer::State::Unavailable);
        QVERIFY(!auth::noKeychainSentence().isEmpty());

        // The insecure fallback would have left a file somewhere below the home folder.
        QDirIterator files(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
        }
    }

    void neverEndsBeforeTheCallReturns()
    {
        platform::KeychainSecretStore store;
        const Future<SecretAnswer> answer = store.read(QStringLiteral("key"));
        QVERIFY(!answer.isFinished());
        QVERIFY(await(answer));
    }

    void destroyedWhileItWorks()
    {
        auto store = std::make_unique<platform::KeychainSecretStore>();
        const test::Outcome<SecretAnswer> outcome(store->read(QStringLiteral("key")));
        store.reset();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::OwnerGone);
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
