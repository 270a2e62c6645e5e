// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/shell/actions.h"
#include "ui/shell/registration_pane.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace symbolon;
using test::DemoWindow;
using workspace::SessionPhase;

namespace {

template<typename Widget>
Widget *named(DemoWindow &demo, const char *name)
{
    auto *found = demo.window().findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        throw std::runtime_error(name);
    return found;
}

} // namespace

class TestWindowSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRegistrationIsExplainedWithCommandsToCopy()
    {
        DemoWindow demo;
        auto *pane = named<QWidget>(demo, "registration");
        QVERIFY(!pane->isVisible());
        QTest::mouseClick(named<QPushButton>(demo, "registrationToggle"), Qt::LeftButton);
        QVERIFY(pane->isVisible());
        named<ui::CopyButton>(demo, "copyRegistrationCommands")->click();
        QCOMPARE(demo.copied(), ui::RegistrationPane::commands());
        QVERIFY(demo.copied().startsWith(QStringLiteral("APP=$(az ad app create ")));
        // A client of Microsoft's is chosen, never given, and says what it means.
        auto *client = named<QLineEdit>(demo, "signInClient");
        auto *known = named<QComboBox>(demo, "knownClient");
        QCOMPARE(known->currentIndex(), 0);
        known->setCurrentIndex(1);
        Q_EMIT known->activated(1);
        QCOMPARE(client->text(), QStringLiteral("04b07795-8ddb-461a-bbee-02f9e1bf7b46"));
        bool said = false;
        const auto labels = pane->findChildren<ui::PlainLabel *>();
        for (const auto *label : labels)
            said = said || (label->isVisible() && label->value().contains(QStringLiteral("under the name of a tool")));
        QVERIFY(said);
    }

    void whatWasTypedIsRemembered()
    {
        DemoWindow demo;
        demo.settings().setSignIn({auth::Way::Browser, QStringLiteral("contoso.example"), QStringLiteral("client-7")});
        QCOMPARE(demo.settings().signIn().tenant, QStringLiteral("contoso.example"));
        QCOMPARE(demo.settings().signIn().clientId, QStringLiteral("client-7"));
    }

    void aDeviceCodeIsOnShowAndCanBeCopied()
    {
        DemoWindow demo;
        QTest::mouseClick(named<QPushButton>(demo, "signInDevice"), Qt::LeftButton);
        auto *code = named<ui::PlainLabel>(demo, "userCode");
        QTRY_VERIFY(code->isVisible());
        QCOMPARE(code->value().size(), 9);
        const auto buttons = demo.window().findChildren<ui::CopyButton *>();
        for (auto *copy : buttons) {
            if (copy->value() == code->value())
                copy->click();
        }
        QCOMPARE(demo.copied(), code->value());
        QVERIFY(named<QPushButton>(demo, "openDevicePage")->isVisible());
        QVERIFY(demo.workspace().session().device->address.toString().endsWith(QStringLiteral("/devicelogin")));
        demo.workspace().cancelSignIn();
        QTRY_COMPARE(demo.workspace().session().phase, SessionPhase::SignedOut);
        QVERIFY(!code->isVisible());
        // And the browser's way is open again.
        demo.workspace().chooseSignIn({auth::Way::Browser, {}, {}});
        demo.signIn();
    }

    void theTenantMenuOffersOtherAccounts()
    {
        DemoWindow demo;
        demo.signIn();
        const ui::Actions &actions = demo.window().actions();
        QVERIFY(actions.at(QStringLiteral("file.otherAccount"))->isEnabled());
        actions.at(QStringLiteral("file.otherTenant"))->trigger();
        auto *question = named<QInputDialog>(demo, "tenantQuestion");
        QVERIFY(question->isVisible());
        question->reject();
        bool offered = false;
        const auto menus = demo.window().findChildren<QMenu *>();
        for (auto *menu : menus) {
            Q_EMIT menu->aboutToShow();
            offered = offered
                || (menu->actions().contains(actions.at(QStringLiteral("file.otherAccount")))
                    && menu->actions().contains(actions.at(QStringLiteral("file.signOut"))));
        }
        QVERIFY(offered);
        demo.workspace().signOut();
        QTRY_COMPARE(demo.window().place(), ui::MainWindow::Place::SignIn);
        QVERIFY(!actions.at(QStringLiteral("file.otherAccount"))->isEnabled());
    }
};

QTEST_MAIN(TestWindowSignIn)
#include "tst_window_sign_in.moc"
