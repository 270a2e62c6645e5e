// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/models/identity_model.h"
#include "ui/pages/identities/identities_page.h"
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
