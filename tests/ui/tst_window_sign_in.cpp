// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/shell/actions.h"
#include "ui/shell/registration_pane.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
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
        workspace::SignInSettings settings;
        settings.cloud = QStringLiteral("usgov");
        settings.choice.tenant = QStringLiteral("contoso.example");
        settings.choice.clientId = QStringLiteral("client-7");
        settings.choice.tiers = auth::Tiers();
        QVERIFY(demo.settings().signIn() != settings);
        demo.settings().setSignIn(settings);
        QCOMPARE(demo.settings().signIn(), settings);
        settings.choice.tiers->assess = {QStringLiteral("Directory.Read.All")};
        demo.settings().setSignIn(settings);
        QCOMPARE(demo.settings().signIn(), settings);
        // Whatever stands in the file: a session that reads asks for nothing that writes.
        settings.choice.tiers->browse = {QStringLiteral("Application.ReadWrite.All")};
        demo.settings().setSignIn(settings);
        QCOMPARE(demo.settings().signIn().choice.tiers->browse, auth::browseScopes());
    }

    void whatIsWrongIsSaidAtItsField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence"); // a part of it; empty: nothing is wrong
        QTest::newRow("a domain") << "signInTenant"
                                  << "contoso.onmicrosoft.com"
                                  << "";
        QTest::newRow("an ID") << "signInTenant"
                               << "5f2f6d0e-8b0d-4a52-9a3c-2f1f1a1c7e10"
                               << "";
        QTest::newRow("no domain") << "signInTenant"
                                   << "contoso"
                                   << "nor a tenant ID";
        QTest::newRow("an address") << "signInTenant"
                                    << "https://contoso.example/"
                                    << "nor a tenant ID";
        QTest::newRow("a client") << "signInClient"
                                  << "5f2f6d0e-8b0d-4a52-9a3c-2f1f1a1c7e10"
                                  << "";
        QTest::newRow("a name") << "signInClient"
                                << "Symbolon"
                                << "has the form";
        QTest::newRow("reading that writes") << "scopesBrowse"
                                             << "User.Read Application.ReadWrite.All"
                                             << "can change";
        QTest::newRow("no permission") << "scopesAssess"
                                       << "everything"
                                       << "is no permission";
        QTest::newRow("writing") << "scopesEdit"
                                 << "Application.ReadWrite.OwnedBy"
                                 << "";
        QTest::newRow("no such file") << "signInCloudFile"
                                      << "/nowhere/cloud.json"
                                      << "no such file";
        QTest::newRow("no file but a device") << "signInCloudFile"
                                              << "/dev/zero"
                                              << "no such file";
    }
    void whatIsWrongIsSaidAtItsField()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        ui::Appearance appearance(QApplication::font(), [] { return false; });
        ui::RegistrationPane pane(appearance, [](const QString &) {}, QString(), {});
        if (field == u"signInCloudFile")
            pane.setSettings({text, {}});
        pane.show();
        auto *edit = pane.findChild<QLineEdit *>(field);
        QVERIFY(edit);
        edit->setText(text);
        QCOMPARE(pane.check(), sentence.isEmpty());
        bool said = sentence.isEmpty();
        const auto labels = pane.findChildren<ui::PlainLabel *>();
        for (const auto *label : labels)
            said = said || (label->isVisible() && label->value().contains(sentence));
        QVERIFY(said);
        QVERIFY(sentence.isEmpty() || edit->accessibleDescription().contains(sentence));
    }

    // Tenant, client and permissions belong to their cloud.
    void anotherCloudBeginsWithNothingOfTheLast()
    {
        ui::Appearance appearance(QApplication::font(), [] { return false; });
        ui::RegistrationPane pane(appearance, [](const QString &) {}, QString(), {});
        auth::SignInChoice choice{auth::Way::Browser, QStringLiteral("contoso.example"),
                                  QStringLiteral("5f2f6d0e-8b0d-4a52-9a3c-2f1f1a1c7e10"), auth::Tiers()};
        choice.tiers->assess = {QStringLiteral("Directory.Read.All")};
        pane.setSettings({QString(), choice});
        QCOMPARE(pane.settings(), (workspace::SignInSettings{QString(), choice}));
        auto *cloud = pane.findChild<QComboBox *>(QStringLiteral("signInCloud"));
        QCOMPARE(cloud->count(), 5);
        const int china = cloud->findData(QStringLiteral("china"));
        cloud->setCurrentIndex(china);
        Q_EMIT cloud->activated(china);
        QCOMPARE(pane.settings(),
                 (workspace::SignInSettings{QStringLiteral("china"), {auth::Way::Browser, {}, {}, auth::Tiers()}}));
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
