// SPDX-License-Identifier: Apache-2.0
#include "auth/memory_secrets.h"
#include "auth/self_completing_opener.h"
#include "demo/contoso.h"
#include "demo/server.h"
#include "program.h"
#include "ui/models/identity_model.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/shell/actions.h"

#include <QApplication>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using workspace::SessionPhase;
using workspace::SyncPhase;

namespace {

const QString admin = QStringLiteral("m.reyes@contoso.onmicrosoft.com");
const QString reader = QStringLiteral("a.tanaka@contoso.onmicrosoft.com");
constexpr char guestTenant[] = "5f2f6d0e-8b0d-4a52-9a3c-2f1f1a1c7e10";

// A person at the account page, a keychain, and a window before a tenant that is not its own demo.
class Desk final : public auth::UrlOpener
{
public:
    Desk()
        : settings(folder.filePath(QStringLiteral("window.ini")))
    {
        if (!server.start())
            throw std::runtime_error("no server");
        appearance.install(*qApp);
        app::Options options;
        options.cloud = QString::fromStdString(server.cloudFile());
        options.assess = true;
        app::Tuning tuning;
        tuning.secrets = &secrets;
        tuning.cacheFolder = folder.filePath(QStringLiteral("cache"));
        program = std::make_unique<app::Program>(
            options, app::Program::Desktop{*this, appearance, settings, [](const QString &) {}, {}, {}}, tuning);
        if (!program->open())
            throw std::runtime_error("no window");
        program->window().show();
    }
    Future<void> open(const QUrl &url) override
    {
        ++asked;
        person = std::make_unique<auth::SelfCompletingOpener>(QUrl(QString::fromStdString(server.loginUrl())), account);
        return person->open(url);
    }
    [[nodiscard]] workspace::Workspace &workspace() const { return program->composition().workspace(); }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return program->window().actions().at(QString::fromLatin1(name));
    }
    void waitUntilRead(const QString &userName, const char *tenantId) const
    {
        const bool read = QTest::qWaitFor(
            [&] {
                const SyncPhase phase = workspace().syncState().phase;
                const workspace::SessionState &session = workspace().session();
                return session.phase == SessionPhase::SignedIn && session.userName == userName
                    && session.tenantId == QString::fromLatin1(tenantId)
                    && (phase == SyncPhase::Complete || phase == SyncPhase::Partial)
                    && program->window().identities()->model()->isSettled();
            },
            60'000);
        if (!read)
            throw std::runtime_error("not read in time");
    }
    // What the tenant's menu offers now, by a part of its words; nullptr: no such thing.
    [[nodiscard]] QAction *offeredNow(const QString &words) const
    {
        const auto menus = program->window().findChildren<QMenu *>();
        for (QMenu *menu : menus) {
            Q_EMIT menu->aboutToShow();
            const auto actions = menu->actions();
            for (QAction *one : actions) {
                if (one->isEnabled() && one->text().contains(words))
                    return one;
            }
        }
        return nullptr;
    }
    // The same, once who signed in here has been looked up.
    [[nodiscard]] QAction *offered(const QString &words) const
    {
        QAction *found = nullptr;
        static_cast<void>(QTest::qWaitFor([&] { return (found = offeredNow(words)) != nullptr; }, 5'000));
        return found;
    }
    // The same login service, seen as a guest of another company.
    void becomeFabrikam()
    {
        server.service().edit([](demo::Tenant &tenant) {
            tenant.id = guestTenant;
            tenant.displayName = "Fabrikam";
            tenant.domain = "fabrikam.onmicrosoft.com";
            std::erase_if(tenant.applications, [&tenant](const demo::Application &application) {
                return application.appId != tenant.publicClientId && application.credentials.empty();
            });
            for (demo::Application &application : tenant.applications)
                application.displayName = "fabrikam-" + application.displayName;
            tenant.managedIdentities.clear();
        });
    }
    [[nodiscard]] qsizetype rowsOf(const QString &prefix) const
    {
        const auto &rows = workspace().identities().rows();
        return std::count_if(rows.cbegin(), rows.cend(), [&prefix](const workspace::IdentityRow &row) {
            return row.identity.displayName.startsWith(prefix);
        });
    }

    QTemporaryDir folder;
    demo::Server server;
    test::MemorySecrets secrets;
    std::unique_ptr<auth::SelfCompletingOpener> person;
    QString account = admin;
    int asked = 0; // how often a person was
    ui::Appearance appearance{QApplication::font(), [] { return false; }};
    ui::Settings settings;
    std::unique_ptr<app::Program> program;
};

} // namespace

class TestWindowAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoAccountsInOneWindow()
    {
        Desk desk;
        const ui::MainWindow *const window = &desk.program->window();
        window->findChild<QPushButton *>(QStringLiteral("signIn"))->click();
        desk.waitUntilRead(admin, demo::contoso::tenantId);
        const auto rows = desk.workspace().identities().size();
        QVERIFY(rows > 30);

        desk.account = reader;
        desk.action("file.otherAccount")->trigger();
        desk.waitUntilRead(reader, demo::contoso::tenantId);
        QCOMPARE(desk.asked, 2);
        QVERIFY(!desk.workspace().syncState().cachedAt.isValid());

        // Back again, without anybody being asked: what was kept of the account serves.
        QAction *back = desk.offered(admin);
        QVERIFY(back);
        back->trigger();
        desk.waitUntilRead(admin, demo::contoso::tenantId);
        QCOMPARE(desk.asked, 2);
        QCOMPARE(desk.workspace().identities().size(), rows);
        QCOMPARE(&desk.program->window(), window);

        // Whoever signs out is gone; the other one stays.
        desk.action("file.signOutWipe")->trigger();
        QTRY_COMPARE(desk.workspace().session().phase, SessionPhase::SignedOut);
        QTRY_COMPARE(desk.program->window().place(), ui::MainWindow::Place::SignIn);
        QCOMPARE(desk.workspace().identities().size(), 0);
        desk.account = reader;
        window->findChild<QPushButton *>(QStringLiteral("signIn"))->click();
        desk.waitUntilRead(reader, demo::contoso::tenantId);
        QCOMPARE(desk.asked, 2);
        QVERIFY(!desk.offeredNow(admin));
    }

    void aGuestSeesTheOtherTenantAlone()
    {
        Desk desk;
        ui::MainWindow &window = desk.program->window();
        window.findChild<QPushButton *>(QStringLiteral("signIn"))->click();
        desk.waitUntilRead(admin, demo::contoso::tenantId);
        const auto contoso = desk.workspace().identities().size();
        QCOMPARE(desk.rowsOf(QStringLiteral("fabrikam-")), 0);

        // At no time do rows of the one stand under the name of the other.
        int mixed = 0;
        connect(&desk.workspace(), &workspace::Workspace::identitiesChanged, this, [&desk, &mixed] {
            const bool guest = desk.workspace().session().tenantId == QLatin1String(guestTenant);
            const auto theirs = desk.rowsOf(QStringLiteral("fabrikam-"));
            mixed += theirs != (guest ? desk.workspace().identities().size() : 0) ? 1 : 0;
        });
        const demo::Tenant before = desk.server.service().tenant();
        desk.becomeFabrikam();
        desk.action("file.otherTenant")->trigger();
        auto *question = window.findChild<QInputDialog *>(QStringLiteral("tenantQuestion"));
        QVERIFY(question);
        question->setTextValue(QStringLiteral("fabrikam.onmicrosoft.com"));
        question->accept();
        desk.waitUntilRead(admin, guestTenant);
        QCOMPARE(desk.workspace().tenant().displayName, QStringLiteral("Fabrikam"));
        QVERIFY(desk.workspace().identities().size() > 3);
        QCOMPARE(desk.rowsOf(QStringLiteral("fabrikam-")), desk.workspace().identities().size());
        QTRY_VERIFY(window.windowTitle().contains(QStringLiteral("Fabrikam")));
        const ui::IdentityModel *model = window.identities()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            QVERIFY(model->index(row, 0).data().toString().startsWith(QStringLiteral("fabrikam-")));

        // And home again by the menu, where the same person is in it for another tenant.
        desk.server.service().edit([&before](demo::Tenant &tenant) { tenant = before; });
        QAction *home = desk.offered(QString::fromLatin1(demo::contoso::tenantId));
        QVERIFY(home);
        home->trigger();
        desk.waitUntilRead(admin, demo::contoso::tenantId);
        QCOMPARE(desk.rowsOf(QStringLiteral("fabrikam-")), 0);
        QCOMPARE(desk.workspace().identities().size(), contoso);
        QCOMPARE(mixed, 0);
    }
};

QTEST_MAIN(TestWindowAccounts)
#include "tst_window_accounts.moc"
