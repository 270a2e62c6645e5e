// SPDX-License-Identifier: Apache-2.0
#include "auth/self_completing_opener.h"
#include "demo/server.h"
#include "net/origin.h"
#include "program.h"
#include "ui/models/identity_model.h"
#include "ui/pages/identities/identities_page.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using workspace::SessionPhase;
using workspace::SyncPhase;

namespace {

// Two tenants in two clouds of their own, and a person who clicks through the page of either.
class Desktop final : public auth::UrlOpener
{
public:
    explicit Desktop(const QString &settingsFile)
        : settings(settingsFile)
    {
        for (demo::Server *server : {&first, &second}) {
            if (!server->start())
                throw std::runtime_error("no server");
        }
        second.addApplication({"only-in-the-second", {}});
        appearance.install(*qApp);
    }
    Future<void> open(const QUrl &url) override
    {
        demo::Server &server = net::sameOrigin(url, loginOf(first)) ? first : second;
        person = std::make_unique<auth::SelfCompletingOpener>(loginOf(server),
                                                              QString::fromStdString(server.defaultAccount()));
        return person->open(url);
    }
    [[nodiscard]] static QUrl loginOf(const demo::Server &server)
    {
        return QUrl(QString::fromStdString(server.loginUrl()));
    }
    [[nodiscard]] static QString cloudOf(const demo::Server &server)
    {
        return QString::fromStdString(server.cloudFile());
    }
    [[nodiscard]] std::unique_ptr<app::Program> program(const app::Options &options = {})
    {
        return std::make_unique<app::Program>(
            options, app::Program::Desktop{*this, appearance, settings, [](const QString &) {}, {}, {}});
    }

    demo::Server first;
    demo::Server second;
    std::unique_ptr<auth::SelfCompletingOpener> person;
    ui::Appearance appearance{QApplication::font(), [] { return false; }};
    ui::Settings settings;
};

template<typename Widget>
Widget *named(app::Program &program, const char *name)
{
    auto *found = program.window().findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        throw std::runtime_error(name);
    return found;
}

bool hasIdentity(app::Program &program, const QString &name)
{
    const auto &rows = program.composition().workspace().identities().rows();
    return std::any_of(rows.cbegin(), rows.cend(),
                       [&name](const workspace::IdentityRow &row) { return row.identity.displayName == name; });
}

bool waitUntilRead(app::Program &program)
{
    return QTest::qWaitFor(
        [&program] {
            const SyncPhase phase = program.composition().workspace().syncState().phase;
            return phase == SyncPhase::Complete || phase == SyncPhase::Partial;
        },
        30'000);
}

} // namespace

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anotherCloudIsAnotherWindowWithoutARestart()
    {
        Desktop desktop(m_folder->filePath(QStringLiteral("window.ini")));
        desktop.settings.setSignIn({Desktop::cloudOf(desktop.first), {}});
        const auto program = desktop.program();
        QVERIFY(program->open());
        program->window().show();
        program->composition().workspace().signIn();
        QVERIFY(waitUntilRead(*program));
        QVERIFY(program->composition().workspace().identities().size() > 30);
        QVERIFY(!hasIdentity(*program, QStringLiteral("only-in-the-second")));
        program->composition().workspace().signOut();
        QTRY_COMPARE(program->composition().workspace().session().phase, SessionPhase::SignedOut);
        QTRY_COMPARE(program->window().place(), ui::MainWindow::Place::SignIn);

        named<QPushButton>(*program, "registrationToggle")->setChecked(true);
        auto *cloud = named<QComboBox>(*program, "signInCloud");
        QVERIFY(cloud->isEnabled());
        auto *file = named<QLineEdit>(*program, "signInCloudFile");
        // A file that is none is said, and nothing happens.
        QSignalSpy reopened(program.get(), &app::Program::reopened);
        file->setText(QStringLiteral("/nowhere.json"));
        named<QPushButton>(*program, "signIn")->click();
        QCOMPARE(program->composition().workspace().session().phase, SessionPhase::SignedOut);
        const auto asked = desktop.first.requests().size();
        file->setText(Desktop::cloudOf(desktop.second));
        named<QPushButton>(*program, "signIn")->click();
        QTRY_COMPARE(reopened.size(), 1);
        QVERIFY(waitUntilRead(*program));
        QVERIFY(hasIdentity(*program, QStringLiteral("only-in-the-second")));
        QVERIFY(program->window().isVisible());
        QTRY_VERIFY(program->window().identities()->model()->rowCount() > 10);
        QCOMPARE(desktop.first.requests().size(), asked); // the first one hears nothing of the second's session
        QCOMPARE(desktop.settings.signIn().cloud, Desktop::cloudOf(desktop.second));

        // And so at the next start.
        const auto next = desktop.program();
        QVERIFY(next->open());
        QCOMPARE(next->context().cloud.chosen, Desktop::cloudOf(desktop.second));
    }

    void aCloudThatIsGoneIsThereToBeMended()
    {
        Desktop desktop(m_folder->filePath(QStringLiteral("window.ini")));
        desktop.settings.setSignIn({QStringLiteral("/nowhere/cloud.json"), {}});
        const auto program = desktop.program();
        QVERIFY(program->open());
        program->window().show();
        QVERIFY(program->context().cloud.chosen.isEmpty());
        auto *file = named<QLineEdit>(*program, "signInCloudFile");
        QVERIFY(file->isVisible());
        QCOMPARE(file->text(), QStringLiteral("/nowhere/cloud.json"));
        QVERIFY(!file->accessibleDescription().isEmpty());
    }

    void theCommandLineWins_data()
    {
        QTest::addColumn<QString>("cloud");
        QTest::addColumn<QString>("tenant");
        QTest::addColumn<QString>("expectedCloud");
        QTest::addColumn<QString>("expectedTenant");
        QTest::addColumn<QString>("expectedClient");
        QTest::newRow("nothing said") << ""
                                      << ""
                                      << "usgov"
                                      << "kept.example"
                                      << "kept-client";
        QTest::newRow("the tenant") << ""
                                    << "said.example"
                                    << "usgov"
                                    << "said.example"
                                    << "kept-client";
        QTest::newRow("the cloud comes with its own") << "china"
                                                      << ""
                                                      << "china"
                                                      << ""
                                                      << "";
        QTest::newRow("both") << "china"
                              << "said.example"
                              << "china"
                              << "said.example"
                              << "";
    }
    void theCommandLineWins()
    {
        QFETCH(QString, cloud);
        QFETCH(QString, tenant);
        workspace::SignInSettings kept;
        kept.cloud = QStringLiteral("usgov");
        kept.choice.tenant = QStringLiteral("kept.example");
        kept.choice.clientId = QStringLiteral("kept-client");
        app::Options said;
        said.cloud = cloud;
        said.tenant = tenant;
        const app::Options options = app::withSettings(said, kept);
        QTEST(options.cloud, "expectedCloud");
        QTEST(options.tenant, "expectedTenant");
        QTEST(options.clientId, "expectedClient");
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
