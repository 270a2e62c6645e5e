// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/models/identity_model.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/shell/status_line.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QDir>
#include <QTest>

#include <algorithm>

using namespace symbolon;

namespace {

QStringList statusOf(ui::MainWindow &window)
{
    QStringList texts;
    const auto labels = window.findChild<ui::StatusLine *>()->findChildren<ui::PlainLabel *>();
    for (const ui::PlainLabel *label : labels)
        texts.append(label->value());
    return texts;
}

bool saysAge(ui::MainWindow &window)
{
    const QStringList texts = statusOf(window);
    return std::any_of(texts.cbegin(), texts.cend(),
                       [](const QString &text) { return text.startsWith(QStringLiteral("As of ")); });
}

trust::IdentityKey keyOf(const workspace::Workspace &workspace, const QString &name)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == name)
            return row.key();
    }
    return {};
}

QAction *action(ui::MainWindow &window, const char *id)
{
    return window.findChild<QAction *>(QString::fromLatin1(id));
}

} // namespace

class WindowCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheLastTenantBeforeAnybodyHasSignedIn();
    void tellsWhatBecameOfCredentials();
    void canBeSwitchedOffAndRemoved();
};

void WindowCacheTest::showsTheLastTenantBeforeAnybodyHasSignedIn()
{
    const QTemporaryDir folder;
    int rows = 0;
    {
        test::DemoWindow demo(folder.path());
        demo.signIn();
        rows = demo.window().identities()->model()->rowCount();
        QVERIFY(rows > 0);
        QVERIFY(!saysAge(demo.window()));
    }
    test::DemoWindow demo(folder.path());
    demo.workspace().openCache();
    QTRY_COMPARE(demo.window().identities()->model()->rowCount(), rows);
    QVERIFY(demo.window().identities()->isVisibleTo(&demo.window()));
    QVERIFY2(saysAge(demo.window()), qPrintable(statusOf(demo.window()).join(u'|')));
    demo.signIn();
    QTRY_VERIFY(!saysAge(demo.window()));
    QCOMPARE(demo.window().identities()->model()->rowCount(), rows);
}

// From one reading to the next: the details pane tells what came, changed and went, of credentials too that nobody can
// click on any more.
void WindowCacheTest::tellsWhatBecameOfCredentials()
{
    const QTemporaryDir folder;
    test::DemoWindow demo(folder.path());
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    page->select(keyOf(demo.workspace(), QStringLiteral("gh-platform-deploy")));
    page->findChild<ui::IdentityDetails *>()->showTab(ui::IdentityDetails::Tab::History);
    const auto says = [page] {
        const auto *section = page->findChild<QWidget *>(QStringLiteral("identityHistory"));
        QStringList texts;
        const auto labels = section->findChildren<ui::PlainLabel *>();
        for (const ui::PlainLabel *label : labels)
            texts.append(label->value());
        return texts.join(u'|');
    };
    QTRY_VERIFY2(says().startsWith(QStringLiteral("No change of its credentials since the first reading here")),
                 qPrintable(says()));
    QString changed;
    QString removed;
    demo.server().service().edit([&](demo::Tenant &tenant) {
        for (demo::Application &app : tenant.applications) {
            if (app.displayName != "gh-platform-deploy")
                continue;
            removed = QString::fromStdString(app.credentials.back().name);
            app.credentials.pop_back();
            app.credentials.front().subject = "repo:somebody/else:ref:refs/heads/main";
            changed = QString::fromStdString(app.credentials.front().name);
        }
    });
    demo.readAgain();
    QTRY_VERIFY2(says().contains(removed + QStringLiteral("|Removed, ")), qPrintable(says()));
    QVERIFY2(says().contains(changed + QStringLiteral("|Changed: subject, ")), qPrintable(says()));
    QVERIFY2(says().contains(QStringLiteral("|First read here ")), qPrintable(says()));
}

void WindowCacheTest::canBeSwitchedOffAndRemoved()
{
    const QTemporaryDir folder;
    const QDir dir(folder.path());
    test::DemoWindow demo(folder.path());
    demo.signIn();
    QTRY_VERIFY(!dir.entryList(QDir::Files).isEmpty());
    QAction *wipe = action(demo.window(), "file.wipeCache");
    QAction *keep = action(demo.window(), "file.keepCache");
    QVERIFY(wipe && keep);
    QVERIFY(keep->isChecked());
    wipe->trigger();
    QTRY_VERIFY(dir.entryList(QDir::Files).isEmpty());
    keep->trigger();
    QVERIFY(!demo.settings().keepsCache());
    QVERIFY(!demo.workspace().keepsCache());
    demo.readAgain();
    QVERIFY(dir.entryList(QDir::Files).isEmpty());
}

QTEST_MAIN(WindowCacheTest)

#include "tst_window_cache.moc"
