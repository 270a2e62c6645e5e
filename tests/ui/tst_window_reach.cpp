// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/shell/actions.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace symbolon;
using Place = ui::MainWindow::Place;

namespace {

QString describe(const QWidget *widget)
{
    QStringList path;
    for (const QWidget *at = widget; at; at = at->parentWidget())
        path.prepend(QString::fromLatin1(at->metaObject()->className())
                     + (at->objectName().isEmpty() ? QString() : QLatin1Char('#') + at->objectName()));
    return path.join(QStringLiteral(" > "));
}

// The arrow keys, not Tab, lead to the others of an exclusive group; one of it must be reached.
bool isReachedByArrows(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    if (!button || button->isChecked())
        return false;
    return (button->group() && button->group()->exclusive()) || button->autoExclusive();
}

QList<QWidget *> focusable(QWidget *window)
{
    QList<QWidget *> found;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
            && !widget->focusProxy() && widget->window() == window && !isReachedByArrows(widget))
            found.append(widget);
    }
    return found;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void()>)

class WindowReachTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlHasANameAndTabReachesIt_data();
    void everyControlHasANameAndTabReachesIt();
    void everyMenuEntryIsARegisteredAction();
    void shortcutsAreUnique();

private:
    std::unique_ptr<test::DemoWindow> m_demo;
};

void WindowReachTest::initTestCase()
{
    m_demo = std::make_unique<test::DemoWindow>();
}

void WindowReachTest::everyControlHasANameAndTabReachesIt_data()
{
    QTest::addColumn<std::function<void()>>("visit");
    auto *window = &m_demo->window();
    const auto details = [window](ui::IdentityDetails::Tab tab) {
        return std::function<void()>([window, tab] {
            window->go(Place::Identities);
            window->identities()->details()->showTab(tab);
        });
    };
    const auto credential = [window] {
        window->go(Place::Identities);
        return window->identities()->details()->currentCredential();
    };
    QTest::newRow("sign-in") << std::function<void()>([] {});
    QTest::newRow("identities") << std::function<void()>([this, window] {
        m_demo->signIn();
        window->go(Place::Identities);
    });
    QTest::newRow("permissions") << details(ui::IdentityDetails::Tab::Permissions);
    QTest::newRow("flow tab") << details(ui::IdentityDetails::Tab::Flow);
    QTest::newRow("risks") << details(ui::IdentityDetails::Tab::Risks);
    QTest::newRow("credentials") << std::function<void()>([window] { window->go(Place::Credentials); });
    QTest::newRow("findings") << std::function<void()>([window] { window->go(Place::Findings); });
    QTest::newRow("flow page") << std::function<void()>([window, credential] { window->showFlow(credential()); });
    QTest::newRow("new credential") << std::function<void()>(
        [window, credential] { window->addCredential(credential().identity); });
    QTest::newRow("edit credential") << std::function<void()>(
        [window, credential] { window->editCredential(credential()); });
    QTest::newRow("delete credential") << std::function<void()>(
        [window, credential] { window->deleteCredential(credential()); });
}

void WindowReachTest::everyControlHasANameAndTabReachesIt()
{
    QFETCH(std::function<void()>, visit);
    QWidget *window = &m_demo->window();
    visit();
    QTest::qWait(20);
    QVERIFY(QTest::qWaitForWindowActive(window));

    const QList<QWidget *> wanted = focusable(window);
    QVERIFY(!wanted.isEmpty());
    for (QWidget *widget : wanted) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).trimmed().isEmpty(),
                 qPrintable(QStringLiteral("no name: ") + describe(widget)));
    }
    QSet<const QWidget *> reached;
    wanted.first()->setFocus(Qt::TabFocusReason);
    for (qsizetype i = 0; i < wanted.size() * 2 + 40; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget *widget : wanted)
        QVERIFY2(reached.contains(widget),
                 qPrintable(QStringLiteral("not reached: %1 %2").arg(widget->accessibleName(), describe(widget))));
}

void WindowReachTest::everyMenuEntryIsARegisteredAction()
{
    const QList<QAction *> registered = m_demo->window().actions().all();
    int entries = 0;
    for (const QAction *top : m_demo->window().findChild<QMenuBar *>()->actions()) {
        QList<QMenu *> menus{top->menu()};
        while (!menus.isEmpty()) {
            for (QAction *action : menus.takeFirst()->actions()) {
                if (action->menu()) {
                    menus.append(action->menu());
                } else if (!action->isSeparator()) {
                    ++entries;
                    QVERIFY2(registered.contains(action), qPrintable(action->text()));
                }
            }
        }
    }
    QCOMPARE(entries, registered.size());
}

void WindowReachTest::shortcutsAreUnique()
{
    QSet<QString> seen;
    for (const QAction *action : m_demo->window().actions().all()) {
        const QString keys = action->shortcut().toString();
        if (keys.isEmpty())
            continue;
        QVERIFY2(!seen.contains(keys), qPrintable(keys));
        seen.insert(keys);
    }
}

QTEST_MAIN(WindowReachTest)

#include "tst_window_reach.moc"
